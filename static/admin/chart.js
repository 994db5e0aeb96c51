// What every chart of the staff's pages shares: colours of the stylesheet, the words' font, the size of its box.
window.staffChart = (place, options) => {
  "use strict";
  const chart = window.echarts.init(place, null, { renderer: "svg" });
  // A probe asks the browser what a colour of the stylesheet is right now, in light or in dark.
  const colour = (name) => {
    const probe = document.createElement("i");
    place.append(probe);
    probe.style.color = `var(${name})`;
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  };
  const draw = () => {
    const soft = colour("--soft"), line = colour("--line"), ink = colour("--ink"), card = colour("--card");
    const axis = { axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, axisLabel: { color: soft } };
    const common = {
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 8, right: 8, top: 40, bottom: 0, containLabel: true },
      legend: { top: 0, left: 0, textStyle: { color: soft }, itemWidth: 12, itemHeight: 8 },
    };
    const tooltip = { trigger: "axis", renderMode: "richText", backgroundColor: card, borderColor: line, textStyle: { color: ink } };
    chart.setOption({ ...common, ...options({ colour, axis, tooltip, line }) }, true);
  };
  draw();
  new ResizeObserver(() => chart.resize()).observe(place);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
};
