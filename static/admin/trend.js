// Draws the thirty days that the table below it states in figures. Colours come from the stylesheet, words from the server.
(() => {
  "use strict";
  const place = document.getElementById("trend");
  const table = document.getElementById("trend-table");
  if (!place || !window.echarts) return;
  table.open = false;
  place.hidden = false;
  const yuan = (fen) => "¥" + (fen / 100).toLocaleString("en", { minimumFractionDigits: 2 });

  const options = (trend) => ({ colour, axis, tooltip, line }) => {
    const series = (one, type, yAxisIndex, name, more) => ({
      name: one.name, type, yAxisIndex, data: one.values, itemStyle: { color: colour(name) }, ...more,
    });
    return {
      tooltip: {
        ...tooltip,
        formatter: (points) => [trend.days[points[0].dataIndex],
          ...points.map((p) => `${p.seriesName}  ${p.seriesIndex === 0 ? yuan(p.value) : p.value}`)].join("\n"),
      },
      xAxis: { type: "category", data: trend.days, ...axis },
      yAxis: [
        { type: "value", ...axis, splitLine: { lineStyle: { color: line } }, axisLabel: { ...axis.axisLabel, formatter: (fen) => "¥" + fen / 100 } },
        { type: "value", ...axis, splitLine: { show: false }, minInterval: 1 },
      ],
      series: [
        series(trend.paid, "bar", 0, "--accent-bg", { barMaxWidth: 20, barMinHeight: 0 }),
        series(trend.visits, "line", 1, "--soft", { symbol: "none", lineStyle: { width: 2 } }),
        series(trend.orders, "line", 1, "--ok", { symbol: "none", lineStyle: { width: 2 } }),
      ],
    };
  };

  fetch(place.dataset.source, { headers: { Accept: "application/json" } })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
    .then((trend) => window.staffChart(place, options(trend)))
    .catch(() => {
      place.hidden = true;
      table.open = true;
    });
})();
