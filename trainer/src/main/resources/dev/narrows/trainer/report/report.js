// Draws the report: a section for each key of the data that is there. Needs D3 (d3) and an element #report.
(function () {
  "use strict";

  const data = JSON.parse(document.getElementById("data").textContent);
  const main = d3.select("#report");
  const WIDTH = 860;
  const CLASSES = ["first", "second", "third", "fourth", "fifth", "sixth"];

  const number = (value) => {
    if (value === null || value === undefined) return "–";
    if (value === 0) return "0";
    const size = Math.abs(value);
    if (size >= 1e6 || size < 1e-4) return d3.format(".3~e")(value);
    return size >= 1000 ? d3.format(",.0f")(value) : d3.format(".4~g")(value);
  };
  const plain = (size) => (axis) => axis.ticks(size).tickFormat(number);
  const percent = (share) => (share * 100 >= 0.1 || share === 0 ? d3.format(".3~g") : d3.format(".2~g"))(share * 100) + " %";

  function section(title, text) {
    const part = main.append("section");
    part.append("h2").text(title);
    if (text) part.append("p").attr("class", "soft").text(text);
    return part;
  }

  // A chart of one size with margins; `alt` says in words what it shows.
  function chart(parent, alt, height, margin, width = WIDTH) {
    const box = Object.assign({ top: 12, right: 16, bottom: 42, left: 64 }, margin);
    const svg = parent
      .append("svg")
      .attr("class", "chart")
      .attr("viewBox", `0 0 ${width} ${height}`)
      .attr("role", "img")
      .attr("aria-label", alt);
    svg.append("title").text(alt);
    return { svg, left: box.left, right: width - box.right, top: box.top, bottom: height - box.bottom };
  }

  function axes(c, x, y, xTitle, yTitle, xTicks, yTicks) {
    const ticks = (axis, given, size) => (given || plain(size))(axis);
    c.svg
      .append("g")
      .attr("class", "axis grid")
      .attr("transform", `translate(${c.left},0)`)
      .call(ticks(d3.axisLeft(y).tickSize(c.left - c.right), yTicks, 5))
      .call((g) => g.select(".domain").remove());
    c.svg
      .append("g")
      .attr("class", "axis")
      .attr("transform", `translate(0,${c.bottom})`)
      .call(ticks(d3.axisBottom(x), xTicks, 8));
    if (xTitle)
      c.svg.append("text").attr("x", c.right).attr("y", c.bottom + 36).attr("text-anchor", "end").text(xTitle);
    if (yTitle) c.svg.append("text").attr("x", c.left).attr("y", c.top - 10).attr("text-anchor", "start").text(yTitle);
  }

  function legend(parent, entries) {
    const list = parent.append("div").attr("class", "legend");
    entries.forEach(([name, colour]) => {
      const entry = list.append("span").attr("class", colour);
      entry.append("i");
      entry.append("span").text(name);
    });
    return list;
  }

  // A logarithmic axis for positive values, wide enough for ticks to be read.
  function logarithmic(values, range) {
    const positive = values.filter((value) => value > 0);
    let [low, high] = positive.length ? d3.extent(positive) : [0.1, 1];
    const room = Math.max(1.15, Math.sqrt(3 / (high / low)));
    return d3.scaleLog([low / room, high * room], range);
  }
  const logTicks = (axis) => axis.ticks(5, number);

  function table(parent, head, rows, own) {
    const body = parent.append("div").attr("class", "scroll").append("table");
    const kind = (column) => (head[column].startsWith("#") ? "number" : null);
    if (head.some((name) => name && name !== "#"))
      body
        .append("thead")
        .append("tr")
        .selectAll("th")
        .data(head)
        .join("th")
        .attr("scope", "col")
        .attr("class", (name, column) => kind(column))
        .text((name) => name.replace("#", ""));
    body
      .append("tbody")
      .selectAll("tr")
      .data(rows)
      .join("tr")
      .attr("class", (row, i) => (own && own(row, i) ? "own" : null))
      .selectAll("td")
      .data((row) => row)
      .join("td")
      .attr("class", (cell, column) => kind(column) || (String(cell).length > 40 ? "long" : null))
      .text((cell) => cell);
  }

  function summary() {
    const model = data.model;
    const own = data.codecs[0];
    const rows = data.rows;
    main
      .append("p")
      .attr("class", "soft")
      .text(
        `A ${model.kind} autoencoder of ${model.inputDim} values a row, measured on ${number(rows.normal)} normal rows` +
          (rows.anomalous ? ` and ${number(rows.anomalous)} anomalous ones` : "") +
          " that its weights have not learned from" +
          (rows.modelTrainedOnTheseData ? " (they chose its epoch, and its threshold may be from them: rows from elsewhere tell its false alarms better)." : ".")
      );
    const tiles = [
      [`${number(own.compressionRatio)} : 1`, `bytes of float32 values to bytes of a code (${own.codeBytes}); not those on disk`],
      [number(own.mse), "mean squared error, raw units"],
      [own.explained === null ? "–" : percent(own.explained), "of the variance comes back"],
      [percent(data.falseAlarms.rate), `false alarms (promised ${percent(data.falseAlarms.promised)})`],
    ];
    if (data.detection) tiles.push([percent(data.detection.auroc), "AUROC"], [number(data.detection.f1), "F1 at the threshold"]);
    const list = main.append("ul").attr("class", "tiles");
    tiles.forEach(([value, name]) => {
      const tile = list.append("li");
      tile.append("strong").text(value);
      tile.append("span").text(name);
    });
  }

  function codecs() {
    const part = section(
      "Beside its rivals",
      "All on the same rows, in raw units. The rivals learned from " + number(data.rows.rivalsLearnedFrom) + " rows."
    );
    table(
      part,
      ["", "#bytes", "#values/code", "#MSE", "#MAE", "#Euclidean", "#PSNR dB"],
      data.codecs.map((c) => [
        c.name, number(c.codeBytes), number(c.compressionRatio), number(c.mse), number(c.mae), number(c.euclidean), number(c.psnr),
      ]),
      (row, i) => i === 0
    );
  }

  function rateDistortion() {
    const points = data.rateDistortion.points;
    const part = section("Rate and distortion", "Mean squared error over bytes a code; further down and further left is better.");
    const series = d3.groups(points, (p) => p.series);
    const best = d3.least(points, (p) => p.mse);
    const c = chart(
      part.append("figure"),
      "Mean squared error over bytes a code. " + series.map(([name, of]) => name + ": " +
        of.map((p) => `${number(p.mse)} at ${p.codeBytes}`).join(", ")).join(". ") + ". Least: " + best.series,
      340, { top: 24 }
    );
    const x = logarithmic(points.map((p) => p.codeBytes), [c.left, c.right]);
    const y = logarithmic(points.map((p) => p.mse), [c.bottom, c.top]);
    axes(c, x, y, "bytes a code", "mean squared error", logTicks, logTicks);
    series.forEach(([name, of], i) => {
      const group = c.svg.append("g").attr("class", CLASSES[i % CLASSES.length]);
      const some = of.filter((p) => p.mse > 0).sort((a, b) => a.codeBytes - b.codeBytes);
      group.append("path").attr("class", "curve").attr("d", d3.line((p) => x(p.codeBytes), (p) => y(p.mse))(some));
      group
        .selectAll("path.mark")
        .data(some)
        .join("path")
        .attr("class", "mark")
        .attr("d", d3.symbol(i === 0 ? d3.symbolStar : d3.symbolCircle, of.length === 1 ? 180 : 50))
        .attr("transform", (p) => `translate(${x(p.codeBytes)},${y(p.mse)})`)
        .append("title")
        .text((p) => `${name}, ${p.codeBytes} bytes: ${number(p.mse)}`);
    });
    legend(part, series.map(([name], i) => [name, CLASSES[i % CLASSES.length]]));
  }

  function history() {
    const epochs = data.history;
    const quantised = epochs.filter((e) => e.quantised);
    const part = section(
      "Training",
      "Loss after each epoch. In the shaded epochs the latent passes through its code, rounding and all; the model is the best of those."
    );
    const best = d3.least(quantised.length ? quantised : epochs, (e) => e.validationLoss);
    const c = chart(
      part.append("figure"),
      `Loss over ${epochs.length} epochs, from ${number(epochs[0].validationLoss)} to ${number(best.validationLoss)} on the validation rows, best at epoch ${best.number}`,
      300, { top: 24 }
    );
    const x = d3.scaleLinear([Math.min(0.5, epochs[0].number - 0.5), epochs[epochs.length - 1].number + 0.5], [c.left, c.right]);
    const losses = epochs.flatMap((e) => [e.trainLoss, e.validationLoss]);
    const positive = d3.min(losses) > 0;
    const y = positive ? logarithmic(losses, [c.bottom, c.top]) : d3.scaleLinear(d3.extent(losses), [c.bottom, c.top]).nice();
    if (quantised.length) {
      const from = x(quantised[0].number - 0.5);
      c.svg.append("rect").attr("class", "band").attr("x", from).attr("width", Math.max(0, c.right - from)).attr("y", c.top).attr("height", c.bottom - c.top);
      c.svg.append("text").attr("x", c.right - 6).attr("y", c.top + 16).attr("text-anchor", "end").text("quantised");
    }
    axes(c, x, y, "epoch", "loss", (axis) => axis.ticks(Math.min(10, epochs.length)).tickFormat(d3.format("d")), positive ? logTicks : null);
    [["trainLoss", "first"], ["validationLoss", "second"]].forEach(([key, colour]) => {
      const group = c.svg.append("g").attr("class", colour);
      group.append("path").attr("class", "curve").attr("d", d3.line((e) => x(e.number), (e) => y(e[key]))(epochs));
    });
    const mark = c.svg.append("g").attr("class", "second");
    mark.append("circle").attr("class", "mark").attr("cx", x(best.number)).attr("cy", y(best.validationLoss)).attr("r", 5)
      .append("title").text(`best: epoch ${best.number}, ${number(best.validationLoss)}`);
    legend(part, [["training rows", "first"], ["validation rows (dot: the model)", "second"]]);
  }

  function scores() {
    const s = data.scores;
    const alarms = data.falseAlarms;
    const part = section(
      "Scores and threshold",
      `Scores (${data.model.errorMetric}) of rows, both axes logarithmic. Above the threshold a row alerts: ${alarms.alerts} of ` +
        `${number(alarms.rows)} normal rows do, ${percent(alarms.rate)}; promised is ${percent(alarms.promised)}, and with so many rows ` +
        `the true rate lies between ${percent(alarms.low)} and ${percent(alarms.high)} (95 %).`
    );
    const c = chart(
      part.append("figure"),
      `Histogram of the scores of normal rows${s.anomalous.length ? " and anomalous rows" : ""} with the threshold at ${number(s.threshold)}`,
      300, { top: 30 }
    );
    const x = d3.scaleLog([s.edges[0], s.edges[s.edges.length - 1]], [c.left, c.right]);
    const y = d3.scaleLog([0.7, Math.max(10, d3.max(s.normal.concat(s.anomalous)))], [c.bottom, c.top]).nice();
    y.domain([0.7, y.domain()[1]]);
    axes(c, x, y, "score", "rows", logTicks, (axis) => axis.ticks(4, number));
    const draw = (counts, colour) =>
      c.svg.append("g").attr("class", colour).selectAll("rect").data(counts).join("rect")
        .attr("class", "bar")
        .attr("x", (n, i) => x(s.edges[i]))
        .attr("width", (n, i) => Math.max(0.5, x(s.edges[i + 1]) - x(s.edges[i]) - 0.5))
        .attr("y", (n) => (n ? y(n) : c.bottom))
        .attr("height", (n) => (n ? c.bottom - y(n) : 0))
        .append("title").text((n, i) => `${n} rows from ${number(s.edges[i])} to ${number(s.edges[i + 1])}`);
    draw(s.normal, "first");
    if (s.anomalous.length) draw(s.anomalous, "second");
    const rule = c.svg.append("g").attr("class", "warn");
    const at = x(s.threshold);
    rule.append("line").attr("class", "rule").attr("x1", at).attr("x2", at).attr("y1", c.top - 4).attr("y2", c.bottom);
    rule.append("text").attr("class", "strong").attr("x", at).attr("y", c.top - 10)
      .attr("text-anchor", at > WIDTH / 2 ? "end" : "start").text("threshold " + number(s.threshold));
    legend(part, s.anomalous.length ? [["normal rows", "first"], ["anomalous rows", "second"]] : [["normal rows", "first"]]);
  }

  function detection() {
    const d = data.detection;
    const part = section("Detection", "Anomalous rows against normal ones; a row that alerts counts as found.");
    table(part, ["#AUROC", "#AUPRC", "#F1", "#precision", "#recall"],
      [[percent(d.auroc), percent(d.auprc), number(d.f1), number(d.precision), number(d.recall)]]);
  }

  function grey(canvas, values, width, height, low, high) {
    canvas.attr("width", width).attr("height", height);
    const context = canvas.node().getContext("2d");
    const image = context.createImageData(width, height);
    values.forEach((value, i) => {
      const level = Math.round((255 * (value - low)) / (high - low || 1));
      image.data.set([level, level, level, 255], 4 * i);
    });
    context.putImageData(image, 0, 0);
  }

  function images(parent, row, look) {
    const [low, high] = d3.extent(row.values);
    const pair = parent.append("div").attr("class", "pair").attr("role", "img")
      .attr("aria-label", `Row ${row.row} as an image, left as it was and right as it came back, score ${number(row.score)}`);
    [row.values, row.back].forEach((values) =>
      grey(pair.append("canvas"), values.map((v) => Math.max(low, Math.min(high, v))), look.width, look.height, low, high));
  }

  function curves(parent, row) {
    const alt = `Row ${row.row} as a curve, as it was and as it came back, score ${number(row.score)}`;
    const c = chart(parent, alt, 190, { top: 6, right: 4, bottom: 22, left: 44 }, 360);
    const x = d3.scaleLinear([row.features[0], row.features[row.features.length - 1]], [c.left, c.right]);
    const y = d3.scaleLinear(d3.extent(row.values.concat(row.back)), [c.bottom, c.top]).nice();
    axes(c, x, y, null, null, plain(5), plain(4));
    const line = d3.line((v, i) => x(row.features[i]), (v) => y(v));
    [["values", "first"], ["back", "second dashed"]].forEach(([key, style]) =>
      c.svg.append("g").attr("class", style).append("path").attr("class", "curve " + style).attr("d", line(row[key])));
  }

  function bars(parent, row) {
    const alt = `Row ${row.row}: its features that came back worst, as they were and as they came back, score ${number(row.score)}`;
    const c = chart(parent, alt, 40 + 15 * row.features.length, { top: 6, right: 8, bottom: 24, left: 52 }, 360);
    const x = d3.scaleLinear(d3.extent(row.values.concat(row.back)), [c.left, c.right]).nice();
    const y = d3.scaleBand(row.features, [c.top, c.bottom]);
    c.svg.append("g").attr("class", "axis").attr("transform", `translate(0,${c.bottom})`).call(plain(5)(d3.axisBottom(x)));
    c.svg.append("g").attr("class", "axis").attr("transform", `translate(${c.left},0)`).call(d3.axisLeft(y).tickSize(0));
    const middle = (feature) => y(feature) + y.bandwidth() / 2;
    row.features.forEach((feature, i) => {
      c.svg.append("line").attr("class", "stem").attr("x1", x(row.values[i])).attr("x2", x(row.back[i])).attr("y1", middle(feature)).attr("y2", middle(feature));
      c.svg.append("circle").attr("class", "mark first").attr("cx", x(row.values[i])).attr("cy", middle(feature)).attr("r", 4);
      c.svg.append("circle").attr("class", "hollow second").attr("cx", x(row.back[i])).attr("cy", middle(feature)).attr("r", 4);
    });
  }

  function reconstructions() {
    const look = data.reconstructions.appearance;
    const shown = {
      IMAGE: ["images, left as they were and right as they came back", images],
      SERIES: ["curves, as they were and as they came back (dashed)", curves],
      BARS: ["features in standard deviations, as they were (dots) and as they came back (circles); those that differ most", bars],
    }[look.look];
    const part = section("Reconstructions", `Rows as ${shown[0]}: ${look.reason}.`);
    if (look.look !== "IMAGE") legend(part, [["as it was", "first"], ["as it came back", "second"]]);
    data.reconstructions.groups.forEach((group) => {
      part.append("h3").text(group.title);
      const rows = part.append("div").attr("class", look.look === "IMAGE" ? "rows" : "rows wide");
      group.rows.forEach((row) => {
        const figure = rows.append("figure");
        shown[1](figure, row, look);
        const alerts = row.alerts ? ", alerts" : "";
        figure.append("figcaption").text(`row ${row.row}, score ${number(row.score)}${alerts}`);
      });
    });
  }

  function map() {
    const points = data.map.points.slice().sort((a, b) => a.score - b.score);
    const anomalous = points.some((p) => p.anomalous);
    const part = section(
      "Map of codes",
      `What codes decode to${data.map.standardised ? ", features standardised," : ""} along` + " the two directions in which that varies most (" +
        percent(data.map.explained) + " of the variance). Colour is the score" + (anomalous ? "; crosses are anomalous rows." : ".")
    );
    const c = chart(part.append("figure"), `${points.length} rows in two principal components of what their codes decode to, coloured by score`, 470, { left: 50, top: 24 });
    const x = d3.scaleLinear(d3.extent(points, (p) => p.x), [c.left, c.right]).nice();
    const y = d3.scaleLinear(d3.extent(points, (p) => p.y), [c.bottom, c.top]).nice();
    axes(c, x, y, "first component", "second component");
    const positive = points.map((p) => p.score).filter((score) => score > 0).sort(d3.ascending);
    const low = d3.quantileSorted(positive, 0.02) || 1e-12;
    const high = Math.max(d3.quantileSorted(positive, 0.98) || low, low * 1.001);
    const colour = d3.scaleSequentialLog([low, high], d3.interpolateViridis).clamp(true);
    c.svg.append("g").selectAll("path").data(points).join("path")
      .attr("d", (p) => d3.symbol(p.anomalous ? d3.symbolTimes : d3.symbolCircle, p.anomalous ? 40 : 22)())
      .attr("transform", (p) => `translate(${x(p.x)},${y(p.y)})`)
      .attr("fill", (p) => (p.anomalous ? "none" : colour(Math.max(p.score, low))))
      .attr("stroke", (p) => (p.anomalous ? colour(Math.max(p.score, low)) : "none"))
      .attr("stroke-width", 1.6)
      .attr("fill-opacity", 0.85)
      .append("title").text((p) => `score ${number(p.score)}${p.anomalous ? ", anomalous" : ""}`);
    const ramp = d3.range(0, 1.01, 0.1).map((t) => d3.interpolateViridis(t)).join(",");
    const key = part.append("div").attr("class", "legend").append("span");
    key.append("span").text("score " + number(low));
    key.append("span").attr("class", "ramp").style("background", `linear-gradient(to right,${ramp})`);
    key.append("span").text(number(high));
  }

  function features() {
    const shares = data.contributions;
    const top = d3.range(shares.length).sort((a, b) => shares[b] - shares[a]).slice(0, 20);
    const held = d3.sum(top, (i) => shares[i]);
    const part = section(
      "Where the error comes from",
      `Mean share of each feature in the score of normal rows, as alerts tell it; the ${top.length} largest of ${shares.length} hold ${percent(held)}. Features count from 0.`
    );
    const look = data.reconstructions && data.reconstructions.appearance;
    if (look && look.look === "IMAGE" && shares.length === look.width * look.height) {
      const figure = part.append("figure").attr("class", "heat");
      figure.attr("role", "img").attr("aria-label", "Share of each pixel in the score, bright where it is large");
      grey(figure.append("canvas"), shares, look.width, look.height, 0, d3.max(shares));
      figure.append("figcaption").text("Share of each pixel, bright where it is large.");
    }
    const c = chart(
      part.append("figure"),
      "Share of features in the score: " + top.slice(0, 5).map((i) => `feature ${i} ${percent(shares[i])}`).join(", "),
      30 + 20 * top.length, { top: 4, bottom: 26, left: 96 }
    );
    const x = d3.scaleLinear([0, d3.max(shares) || 1], [c.left, c.right]).nice();
    const y = d3.scaleBand(top, [c.top, c.bottom]).padding(0.25);
    const name = (i) => (look && look.look === "IMAGE" ? `${i} (${Math.floor(i / look.width)}, ${i % look.width})` : "feature " + i);
    c.svg.append("g").attr("class", "axis").attr("transform", `translate(0,${c.bottom})`).call(d3.axisBottom(x).ticks(6, "~%"));
    c.svg.append("g").attr("class", "axis").attr("transform", `translate(${c.left},0)`).call(d3.axisLeft(y).tickSize(0).tickFormat(name));
    c.svg.append("g").attr("class", "first").selectAll("rect").data(top).join("rect").attr("class", "bar")
      .attr("x", c.left).attr("width", (i) => x(shares[i]) - c.left).attr("y", (i) => y(i)).attr("height", y.bandwidth())
      .append("title").text((i) => `${name(i)}: ${percent(shares[i])}`);
  }

  const pairs = (title, text, of) => table(section(title, text), ["", ""], Object.entries(of));

  if (data.codecs) { summary(); codecs(); }
  if (data.rateDistortion) rateDistortion();
  if (data.history) history();
  if (data.scores) scores();
  if (data.detection) detection();
  if (data.reconstructions) reconstructions();
  if (data.map) map();
  if (data.contributions && data.contributions.length) features();
  if (data.settings) pairs("Settings", "What the trainer ran with, and what it ran on.", data.settings);
  if (data.provenance) pairs("Provenance", null, data.provenance);
  document.documentElement.dataset.drawn = "true";
})();
