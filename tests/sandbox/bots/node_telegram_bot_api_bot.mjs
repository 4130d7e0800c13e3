// The bot of the proof, in node-telegram-bot-api:
// node node_telegram_bot_api_bot.mjs <api> <token> [<port for a webhook>].
import { Bot, InlineKeyboardBuilder, InputFile, ReplyKeyboardBuilder } from "node-telegram-bot-api";
import { run, startWebhook } from "node-telegram-bot-api/node";

const [API, TOKEN, PORT] = process.argv.slice(2);
const bot = new Bot(TOKEN, { apiRoot: API });
const counter = (count) =>
  new InlineKeyboardBuilder().text(`Count: ${count}`, `count:${count}`).url("Site", "https://example.com").build();
const answering = (ctx) => ({ reply_parameters: { message_id: ctx.message.message_id } });

bot.command("start", async (ctx) => {
  const name = [ctx.from.first_name, ctx.from.last_name].join(" ");
  await ctx.reply(`Hello, ${name}! ${ctx.match}`, { reply_markup: counter(0) });
});

bot.on("callback_query", async (ctx) => {
  const { data, message } = ctx.callbackQuery;
  const number = Number(data.split(":")[1]) + 1;
  const place = { chat_id: message.chat.id, message_id: message.message_id };
  await ctx.api.editMessageText({ ...place, text: `Counted ${number}`, reply_markup: counter(number) });
  await ctx.answerCallbackQuery({ text: number === 3 ? "The third" : "One more", show_alert: number === 3 });
});

bot.command("ask", async (ctx) => {
  const keys = new ReplyKeyboardBuilder().requestContact("My number").text("Nothing");
  await ctx.reply("Your number?", { reply_markup: keys.build({ resize_keyboard: true }) });
});

bot.command("say", async (ctx) => {
  await ctx.reply(ctx.match, { parse_mode: "HTML" });
});

bot.on("message", async (ctx) => {
  const { contact, location, photo, text } = ctx.message;
  if (contact) {
    await ctx.reply(`Number: ${contact.phone_number}`, { reply_markup: { remove_keyboard: true } });
  } else if (location) {
    const { latitude, longitude } = location;
    await ctx.api.sendLocation({ chat_id: ctx.chatId, latitude, longitude });
  } else if (photo) {
    const file = await ctx.api.getFile({ file_id: photo.at(-1).file_id });
    const download = await fetch(`${API}/file/bot${TOKEN}/${file.file_path}`);
    const content = new Uint8Array(await download.arrayBuffer());
    const caption = { caption: `<b>${content.length}</b> bytes`, parse_mode: "HTML" };
    const copy = { type: "photo", media: new InputFile(content, { filename: "copy.jpg" }), ...caption };
    const media = [copy, { type: "photo", media: file.file_id }];
    await ctx.api.sendMediaGroup({ chat_id: ctx.chatId, media, ...answering(ctx) });
  } else {
    await ctx.reply(text, answering(ctx));
  }
});

bot.catch(async (error, ctx) => {
  await ctx.reply(`Refused: ${error.description}`).catch(console.error); // the chat may be gone
});

if (PORT) {
  await bot.api.setWebhook({ url: `http://127.0.0.1:${PORT}/hook`, secret_token: "a-secret" });
  await startWebhook(bot, { port: Number(PORT), path: "/hook", secretToken: "a-secret" });
} else {
  await run(bot);
}
