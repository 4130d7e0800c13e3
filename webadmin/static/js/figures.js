// The report's charts, in the colours of the theme.
const box = document.getElementById("charts");
const chart = JSON.parse(box.dataset.chart);
const money = new Intl.NumberFormat(chart.locale, { style: "currency", currency: "RUB", trailingZeroDisplay: "stripIfInteger" });
const plain = new Intl.NumberFormat(chart.locale, { maximumFractionDigits: 0 });
const shown = { revenue: (value) => money.format(value), done: (value) => plain.format(value), on_time: (value) => `${plain.format(value)} %` };
const narrow = matchMedia("(max-width: 51.25em)").matches;
const compact = new Intl.NumberFormat(chart.locale, { notation: "compact", style: "currency", currency: "RUB", maximumFractionDigits: 0 });
const letter = parseFloat(getComputedStyle(document.documentElement).fontSize); // what the reader's text measures
// A name may take that much of its chart; all of it is in the table, and under the pointer.
const longest = Math.floor((box.clientWidth * (narrow ? 0.4 : 0.18)) / (0.42 * letter));
const short = (name) => (name.length > longest ? `${name.slice(0, longest - 1).trimEnd()}…` : name);
let measure = "revenue";
let drawn = [];

// A canvas knows no light-dark(): ask the page what the colour comes to.
function colour(name) {
  const probe = document.createElement("i");
  probe.style.color = `var(--${name})`;
  box.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

const brief = (format) => (format === shown.revenue ? (value) => compact.format(value) : format);

function options({ horizontal, format, most }) {
  const grid = { color: colour("line"), drawTicks: false };
  const ticks = { color: colour("ink-2"), padding: 6, font: { size: 0.75 * letter } };
  const values = { beginAtZero: true, max: most, grid, border: { display: false }, ticks: { ...ticks, maxTicksLimit: horizontal && narrow ? 4 : 6, maxRotation: 0, callback: brief(format), precision: 0 } };
  const names = { grid: { display: false }, border: { color: colour("line") }, ticks: { ...ticks, autoSkip: !horizontal, maxRotation: 0, callback(value) { return short(this.getLabelForValue(value)); } } };
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 300 },
    indexAxis: horizontal ? "y" : "x",
    scales: horizontal ? { x: values, y: names } : { x: names, y: values },
    plugins: {
      legend: { display: false },
      tooltip: { displayColors: false, callbacks: { label: ({ parsed, dataset }) => `${dataset.label}: ${format(horizontal ? parsed.x : parsed.y)}` } },
    },
  };
}

function bars(id, labels, values, label, format, horizontal, most) {
  const data = { labels, datasets: [{ label, data: values, backgroundColor: colour("accent"), borderRadius: 5, maxBarThickness: 26 }] };
  return new Chart(document.getElementById(id), { type: "bar", data, options: options({ horizontal, format, most }) });
}

function draw() {
  for (const old of drawn) old.destroy();
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  drawn = [
    bars("by-master", chart.masters, chart[measure], chart.texts[measure], shown[measure], true, measure === "on_time" ? 100 : undefined),
    bars("by-day", chart.days, chart.day_revenue, chart.texts.revenue, shown.revenue, false),
  ];
}

document.getElementById("measures").addEventListener("click", ({ target }) => {
  if (!target.dataset.measure) return;
  measure = target.dataset.measure;
  for (const button of target.parentElement.children) button.setAttribute("aria-pressed", String(button === target));
  draw();
});
// A bar of the same height for each, be there one master or sixty.
document.getElementById("by-master").parentElement.style.height = `${3 + 1.75 * chart.masters.length}rem`;
document.addEventListener("theme", draw);
draw();
