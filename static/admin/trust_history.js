// Draws a pair's trust over time: the mean as a line, its interval as a band. The table below states every event in figures.
(() => {
  "use strict";
  const place = document.getElementById("trust-history");
  if (!place || !window.echarts) return;
  const day = (at) => new Date(at).toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
  const figure = (value) => value.toFixed(2);

  const options = (history) => ({ colour, axis, tooltip, line }) => {
    const band = (name, values, more) => ({ name, type: "line", stack: "band", stackStrategy: "all", symbol: "none", silent: true, lineStyle: { opacity: 0 }, data: values, ...more });
    return {
      legend: { top: 0, left: 0, textStyle: { color: colour("--soft") }, itemWidth: 12, itemHeight: 8, data: [history.mean.name, history.band.name] },
      tooltip: {
        ...tooltip,
        formatter: (points) => {
          const of = (index) => points.find((point) => point.seriesIndex === index)?.value[1] ?? 0;
          return `${day(points[0].value[0])}\n${history.mean.name}  ${figure(of(2))}\n${history.band.name}  ${figure(of(0))} – ${figure(of(0) + of(1))}`;
        },
      },
      xAxis: { type: "time", ...axis, splitNumber: Math.max(2, Math.floor(place.clientWidth / 120)), axisLabel: { ...axis.axisLabel, hideOverlap: true, padding: [0, 8], formatter: (at) => day(at).slice(5) } },
      yAxis: { type: "value", min: 0, max: 1, interval: 0.25, ...axis, splitLine: { lineStyle: { color: line } }, axisLabel: { ...axis.axisLabel, formatter: figure } },
      series: [
        band("", history.low, { itemStyle: { color: "transparent" } }),
        band(history.band.name, history.band.values, { areaStyle: { color: colour("--accent"), opacity: 0.16 }, itemStyle: { color: colour("--accent"), opacity: 0.3 } }),
        { name: history.mean.name, type: "line", symbol: "none", data: history.mean.values, itemStyle: { color: colour("--accent") }, lineStyle: { width: 2 } },
      ],
    };
  };

  fetch(place.dataset.source, { headers: { Accept: "application/json" } })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
    .then((history) => {
      if (!history.low.length) return;
      place.closest("section").hidden = false;
      window.staffChart(place, options(history));
    })
    .catch(() => {});
})();
