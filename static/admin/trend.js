// Draws the thirty days that the table below it states in figures. Colours come from the stylesheet, words from the server.
(() => {
  "use strict";
  const place = document.getElementById("trend");
  const table = document.getElementById("trend-table");
  if (!place || !window.echarts) return;
  table.open = false;
  place.hidden = false;
  const chart = window.echarts.init(place, null, { renderer: "svg" });
  const yuan = (fen) => "¥" + (fen / 100).toLocaleString("en", { minimumFractionDigits: 2 });
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  // The stylesheet writes light-dark(); a probe element asks the browser which of the two holds.
  const resolved = (name) => {
    const probe = document.createElement("i");
    place.append(probe);
    probe.style.color = `var(${name})`;
    const value = getComputedStyle(probe).color || colour(name);
    probe.remove();
    return value;
  };

  const draw = (trend) => {
    const soft = resolved("--soft"), line = resolved("--line"), ink = resolved("--ink"), card = resolved("--card");
    const axis = { axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, axisLabel: { color: soft } };
    const series = (one, type, yAxisIndex, name, more) => ({
      name: one.name, type, yAxisIndex, data: one.values, itemStyle: { color: resolved(name) }, ...more,
    });
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 8, right: 8, top: 40, bottom: 0, containLabel: true },
      legend: { top: 0, left: 0, textStyle: { color: soft }, itemWidth: 12, itemHeight: 8 },
      tooltip: {
        trigger: "axis", renderMode: "richText", backgroundColor: card, borderColor: line, textStyle: { color: ink },
        formatter: (points) => [trend.days[points[0].dataIndex],
          ...points.map((p) => `${p.seriesName}  ${p.seriesIndex === 0 ? yuan(p.value) : p.value}`)].join("\n"),
      },
      xAxis: { type: "category", data: trend.days, ...axis },
      yAxis: [
        { type: "value", ...axis, splitLine: { lineStyle: { color: line } }, axisLabel: { color: soft, formatter: (fen) => "¥" + fen / 100 } },
        { type: "value", ...axis, splitLine: { show: false }, minInterval: 1 },
      ],
      series: [
        series(trend.paid, "bar", 0, "--accent-bg", { barMaxWidth: 20, barMinHeight: 0 }),
        series(trend.visits, "line", 1, "--soft", { symbol: "none", lineStyle: { width: 2 } }),
        series(trend.orders, "line", 1, "--ok", { symbol: "none", lineStyle: { width: 2 } }),
      ],
    }, true);
  };

  fetch(place.dataset.source, { headers: { Accept: "application/json" } })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
    .then((trend) => {
      draw(trend);
      new ResizeObserver(() => chart.resize()).observe(place);
      window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => draw(trend));
    })
    .catch(() => {
      place.hidden = true;
      table.open = true;
    });
})();
