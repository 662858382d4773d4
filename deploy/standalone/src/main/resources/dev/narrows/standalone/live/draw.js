'use strict';
/* Draws vectors: as a picture where the values make a square, as a curve otherwise; and the chart of the throughput. */
const draw = (() => {
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const side = vector => {
    const root = Math.round(Math.sqrt(vector.length));
    return root * root === vector.length && root >= 4 ? root : 0;
  };

  /* The pair shares one scale, so that a pale reconstruction looks pale. */
  const range = vector => {
    let low = Infinity, high = -Infinity;
    for (const value of vector) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return high > low ? [low, high] : [low - 1, low + 1];
  };

  const picture = (vector, [low, high]) => {
    const width = side(vector), canvas = document.createElement('canvas'), ink = colour('--picture-ink').split(',').map(Number);
    canvas.className = 'picture';
    canvas.width = canvas.height = width;
    const pen = canvas.getContext('2d'), image = pen.createImageData(width, width);
    vector.forEach((value, i) => {
      const dark = Math.max(0, Math.min(1, (value - low) / (high - low)));
      image.data.set([...ink, Math.round(255 * dark)], 4 * i);
    });
    pen.putImageData(image, 0, 0);
    return canvas;
  };

  const sharp = (canvas, width, height) => {
    const scale = window.devicePixelRatio || 1;
    canvas.width = width * scale;
    canvas.height = height * scale;
    const pen = canvas.getContext('2d');
    pen.scale(scale, scale);
    return pen;
  };

  const curve = (vector, [low, high], line) => {
    const canvas = document.createElement('canvas'), width = 180, height = 74, edge = 5;
    canvas.className = 'curve';
    const pen = sharp(canvas, width, height);
    pen.strokeStyle = colour(line);
    pen.lineWidth = 1.2;
    pen.beginPath();
    vector.forEach((value, i) => pen.lineTo(
      edge + (width - 2 * edge) * i / Math.max(1, vector.length - 1),
      height - edge - (height - 2 * edge) * (value - low) / (high - low)));
    pen.stroke();
    return canvas;
  };

  const vector = (values, asCurve, scale, line) =>
    side(values) && !asCurve ? picture(values, scale) : curve(values, scale, line);

  /* The least of 10, 20, 50, 100 ... that is at least so large. */
  const round = least => {
    for (let step = 10; ; step *= 10) {
      for (const factor of [1, 2, 5]) if (factor * step >= least) return factor * step;
    }
  };

  /* Points are {t, value} with t in milliseconds, over a window that ends now; marks are {t, text}. */
  const chart = (canvas, points, marks, now, span) => {
    const width = canvas.clientWidth, height = canvas.clientHeight, foot = 18, pen = sharp(canvas, width, height);
    const most = round(Math.max(10, ...points.map(point => point.value))), top = most * 1.14;
    const x = t => width * (1 - (now - t) / span), y = value => (height - foot) * (1 - value / top) + 1;
    pen.font = '11px system-ui, sans-serif';
    for (const tick of [0, most / 2, most]) {
      pen.fillStyle = colour('--line');
      pen.fillRect(0, y(tick), width, 1);
      pen.fillStyle = colour('--soft');
      if (tick > 0) pen.fillText(tick.toLocaleString('en'), 2, y(tick) - 4);
    }
    pen.fillStyle = colour('--soft');
    ['2 min', '1 min', 'now'].forEach((label, i) => {
      pen.textAlign = ['left', 'center', 'right'][i];
      pen.fillText(label, width * i / 2, height - 4);
    });
    if (points.length > 1) {
      const line = new Path2D();
      points.forEach(point => line.lineTo(x(point.t), y(point.value)));
      pen.strokeStyle = colour('--out');
      pen.lineWidth = 2;
      pen.stroke(line);
      line.lineTo(x(points[points.length - 1].t), y(0));
      line.lineTo(x(points[0].t), y(0));
      pen.globalAlpha = 0.12;
      pen.fillStyle = colour('--out');
      pen.fill(line);
      pen.globalAlpha = 1;
    }
    pen.textAlign = 'left';
    for (const mark of marks.filter(mark => now - mark.t < span)) {
      pen.fillStyle = colour('--in');
      pen.fillRect(x(mark.t), 0, 1.5, height - foot);
      pen.fillText(mark.text, Math.min(x(mark.t) + 5, width - 30), 12);
    }
  };

  return { side, range, vector, chart };
})();
