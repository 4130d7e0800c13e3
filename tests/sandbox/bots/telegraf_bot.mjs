// The bot of the proof, in Telegraf: node telegraf_bot.mjs <api> <token> [<port for a webhook>].
import { Markup, Telegraf } from "telegraf";
import { message } from "telegraf/filters";

const [API, TOKEN, PORT] = process.argv.slice(2);
const bot = new Telegraf(TOKEN, { telegram: { apiRoot: API } });
const counter = (count) =>
  Markup.inlineKeyboard([
    Markup.button.callback(`Count: ${count}`, `count:${count}`),
    Markup.button.url("Site", "https://example.com"),
  ]);

bot.start(async (ctx) => {
  const name = [ctx.from.first_name, ctx.from.last_name].join(" ");
  await ctx.reply(`Hello, ${name}! ${ctx.payload}`, counter(0));
});

bot.action(/^count:(\d+)$/, async (ctx) => {
  const number = Number(ctx.match[1]) + 1;
  await ctx.editMessageText(`Counted ${number}`, counter(number));
  await ctx.answerCbQuery(number === 3 ? "The third" : "One more", { show_alert: number === 3 });
});

bot.command("ask", async (ctx) => {
  const keys = [Markup.button.contactRequest("My number"), "Nothing"];
  await ctx.reply("Your number?", Markup.keyboard([keys]).resize());
});

bot.on(message("contact"), async (ctx) => {
  await ctx.reply(`Number: ${ctx.message.contact.phone_number}`, Markup.removeKeyboard());
});

bot.on(message("location"), async (ctx) => {
  await ctx.replyWithLocation(ctx.message.location.latitude, ctx.message.location.longitude);
});

bot.on(message("photo"), async (ctx) => {
  const { file_id } = ctx.message.photo.at(-1);
  const download = await fetch(await ctx.telegram.getFileLink(file_id));
  const source = Buffer.from(await download.arrayBuffer());
  const caption = { caption: `<b>${source.length}</b> bytes`, parse_mode: "HTML" };
  const album = [{ type: "photo", media: { source }, ...caption }, { type: "photo", media: file_id }];
  // Beside files Telegraf sends no reply_parameters: its forms take texts and numbers only.
  await ctx.replyWithMediaGroup(album, { reply_to_message_id: ctx.msgId });
});

bot.command("say", async (ctx) => {
  await ctx.replyWithHTML(ctx.payload);
});

bot.on(message("text"), async (ctx) => {
  await ctx.reply(ctx.text, { reply_parameters: { message_id: ctx.msgId } });
});

bot.catch(async (error, ctx) => {
  await ctx.reply(`Refused: ${error.description}`);
});

const webhook = { domain: "127.0.0.1:" + PORT, port: Number(PORT), host: "127.0.0.1", path: "/hook" };
await bot.launch(PORT ? { webhook: { ...webhook, secretToken: "a-secret" } } : {});
