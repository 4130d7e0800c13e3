// The bot of the proof, in grammY: node grammy_bot.mjs <api> <token> [<port for a webhook>].
import { createServer } from "node:http";
import { Bot, InlineKeyboard, InputFile, InputMediaBuilder, Keyboard, webhookCallback } from "grammy";

const [API, TOKEN, PORT] = process.argv.slice(2);
const bot = new Bot(TOKEN, { client: { apiRoot: API } });
const counter = (count) =>
  new InlineKeyboard().text(`Count: ${count}`, `count:${count}`).url("Site", "https://example.com");
const handlers = bot.errorBoundary(({ ctx, error }) => ctx.reply(`Refused: ${error.message}`));

handlers.command("start", async (ctx) => {
  const name = [ctx.from.first_name, ctx.from.last_name].join(" ");
  await ctx.reply(`Hello, ${name}! ${ctx.match}`, { reply_markup: counter(0) });
});

handlers.callbackQuery(/^count:(\d+)$/, async (ctx) => {
  const number = Number(ctx.match[1]) + 1;
  await ctx.editMessageText(`Counted ${number}`, { reply_markup: counter(number) });
  await ctx.answerCallbackQuery({ text: number === 3 ? "The third" : "One more", show_alert: number === 3 });
});

handlers.command("ask", async (ctx) => {
  const keys = new Keyboard().requestContact("My number").text("Nothing").resized();
  await ctx.reply("Your number?", { reply_markup: keys });
});

handlers.on("message:contact", async (ctx) => {
  await ctx.reply(`Number: ${ctx.message.contact.phone_number}`, { reply_markup: { remove_keyboard: true } });
});

handlers.on("message:location", async (ctx) => {
  await ctx.replyWithLocation(ctx.message.location.latitude, ctx.message.location.longitude);
});

handlers.on("message:photo", async (ctx) => {
  const file = await ctx.getFile();
  const download = await fetch(`${API}/file/bot${TOKEN}/${file.file_path}`);
  const content = new Uint8Array(await download.arrayBuffer());
  const caption = { caption: `<b>${content.length}</b> bytes`, parse_mode: "HTML" };
  const copy = InputMediaBuilder.photo(new InputFile(content, "copy.jpg"), caption);
  const reply = { reply_parameters: { message_id: ctx.msg.message_id } };
  await ctx.replyWithMediaGroup([copy, InputMediaBuilder.photo(file.file_id)], reply);
});

handlers.command("say", async (ctx) => {
  await ctx.reply(ctx.match, { parse_mode: "HTML" });
});

handlers.on("message:text", async (ctx) => {
  await ctx.reply(ctx.msg.text, { reply_parameters: { message_id: ctx.msg.message_id } });
});

if (PORT) {
  createServer(webhookCallback(bot, "http", { secretToken: "a-secret" })).listen(PORT, "127.0.0.1");
  await bot.api.setWebhook(`http://127.0.0.1:${PORT}/hook`, { secret_token: "a-secret" });
} else {
  await bot.start();
}
