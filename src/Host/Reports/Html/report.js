// Makes pictures of the chart data in this page. Chart.js draws; this says what.
(() => {
  'use strict';

  const data = JSON.parse(document.getElementById('data').textContent);
  const root = document.documentElement;
  const charts = new Map();
  const paperWidth = 700;
  let onPaper = false;

  // Five of each, because there are eight colours: together they repeat after forty. Each shape has an inside, which a noisy sample's lacks.
  const shapes = [{ pointStyle: 'circle' }, { pointStyle: 'triangle' }, { pointStyle: 'rect' }, { pointStyle: 'rectRot' }, { pointStyle: 'triangle', rotation: 180 }];
  const dashes = [[], [7, 4], [2, 3], [10, 3, 2, 3], [10, 3, 2, 3, 2, 3]];

  // ---- words

  const digits = (value, least) => value.toLocaleString('en-US', { maximumSignificantDigits: least });
  const seconds = value => {
    const size = Math.abs(value);
    return size === 0 ? '0' : size >= 1 ? `${digits(value, 4)} s` : size >= 1e-3 ? `${digits(value * 1e3, 4)} ms` : `${digits(value * 1e6, 4)} µs`;
  };
  const bytes = value => value >= 1e9 ? `${digits(value / 1e9, 3)} GB` : value >= 1e6 ? `${digits(value / 1e6, 3)} MB` : `${digits(value / 1e3, 3)} KB`;
  const words = {
    seconds,
    bytes,
    ratio: value => digits(value, 3) + '×',
    count: value => digits(value, 6),
    share: value => `${digits(value * 100, 3)} %`,
  };

  // ---- colours: those of report.css, as the page has them by day or by night

  const probe = document.body.appendChild(document.createElement('span'));
  probe.hidden = true;
  const resolved = expression => {
    probe.style.color = expression;
    return getComputedStyle(probe).color;
  };
  const colour = name => resolved(`var(--${name})`);
  const faded = name => resolved(`color-mix(in srgb, var(--${name}) 62%, var(--panel))`);

  // ---- from chart data to what Chart.js takes

  const makers = {
    intervals: chart => ({
      type: 'bar',
      data: {
        labels: chart.categories,
        datasets: [
          {
            label: '95 % interval',
            data: chart.series.map((series, i) => ({ x: series.points[0][0] === null ? null : [series.points[0][0], series.points[0][2]], y: chart.categories[i] })),
            backgroundColor: chart.series.map(series => colour(series.colour)), barThickness: 8, borderRadius: 4, borderSkipped: false, grouped: false, order: 2,
          },
          {
            type: 'line', label: 'ratio', showLine: false, order: 1,
            data: chart.series.map((series, i) => ({ x: series.points[0][1], y: chart.categories[i] })),
            pointRadius: 7, pointHoverRadius: 9, pointBorderWidth: 2.5, clip: 10, pointBackgroundColor: colour('panel'), pointBorderColor: chart.series.map(series => colour(series.colour)),
          },
        ],
      },
      options: { indexAxis: 'y' },
      legend: false,
      says: (dataset, i) => {
        const [low, ratio, high] = chart.series[i].points[0];
        const word = words[chart.x.unit];
        return `${chart.categories[i]}: ${word(ratio)}${low === null || high === null ? '' : ` (${word(low)} to ${word(high)})`}, ${chart.series[i].name}`;
      },
    }),

    points: chart => ({
      type: 'scatter',
      data: {
        datasets: chart.series.map((series, i) => ({
          label: series.name, data: series.points.map(([x, y]) => ({ x, y })), ...shapes[i % shapes.length], showLine: true, borderWidth: 1, borderColor: faded(series.colour),
          pointRadius: 5, pointHoverRadius: 8, pointBackgroundColor: series.points.map(point => point[2] ? 'transparent' : colour(series.colour)), pointBorderColor: colour(series.colour), pointBorderWidth: 2,
        })),
      },
      mark: i => ({ fillStyle: colour(chart.series[i].colour) }),
      says: (dataset, i) => {
        const [x, y, noisy] = chart.series[dataset].points[i];
        return `${chart.series[dataset].name}, ${chart.x.title} ${words[chart.x.unit](x)}: ${words[chart.y.unit](y)}${noisy ? ' (noisy machine)' : ''}`;
      },
    }),

    steps: chart => lines(chart, 'before'),
    curves: chart => lines(chart, false),

    stacks: chart => ({
      type: 'bar',
      data: {
        labels: chart.categories,
        datasets: chart.series.map(series => ({ label: series.name, data: series.points.map(point => point[1]), backgroundColor: colour(series.colour), borderColor: colour('panel'), borderWidth: 1, maxBarThickness: 30 })),
      },
      options: { indexAxis: 'y', scales: { x: { stacked: true, max: longest(chart) }, y: { stacked: true } } },
      says: (dataset, i) => `${chart.categories[i]}, ${chart.series[dataset].name}: ${words.seconds(chart.series[dataset].points[i][0] ?? 0)}, ${words.share(chart.series[dataset].points[i][1] ?? 0)}`,
    }),

    lanes: chart => ({
      type: 'bar',
      data: {
        labels: chart.categories.map((_, lane) => lane),
        datasets: chart.series.map(series => ({
          label: series.name,
          data: series.points.map(([lane, begin, end]) => ({ x: [begin, end], y: lane })),
          // Neighbours differ in shade, so that one long bar and two short ones do not look alike.
          backgroundColor: shades(series), borderSkipped: false, grouped: false, barPercentage: 0.86, categoryPercentage: 1, minBarLength: 1,
        })),
      },
      options: { indexAxis: 'y' },
      legend: chart.series.some(series => series.name !== 'completed'),
      says: (dataset, i) => {
        const [lane, begin, end, job] = chart.series[dataset].points[i];
        return `${chart.categories[lane]}: job ${job}, ${chart.series[dataset].name}, from ${words.seconds(begin)} for ${words.seconds(end - begin)}`;
      },
    }),
  };

  function shades(series) {
    const both = [colour(series.colour), faded(series.colour)];
    const seen = new Map();
    return series.points.map(([lane]) => {
      const turn = seen.get(lane) ?? 0;
      seen.set(lane, 1 - turn);
      return both[turn];
    });
  }

  // What is measured may add up to more than the whole; what is only rounded may not.
  function longest(chart) {
    const sums = chart.categories.map((_, i) => chart.series.reduce((sum, series) => sum + Math.max(0, series.points[i][1] ?? 0), 0));
    return Math.max(...sums) < 1.0005 ? 1 : undefined;
  }

  function lines(chart, stepped) {
    const datasets = chart.series.map((series, i) => ({
      label: series.name, data: series.points.map(([x, y]) => ({ x, y })), stepped, borderColor: colour(series.colour), backgroundColor: colour(series.colour),
      borderDash: dashes[i % dashes.length], borderWidth: 2, pointRadius: 0, pointHoverRadius: 5, pointHitRadius: 6,
    }));
    const ends = chart.series.flatMap(series => series.points.map(point => point[0]));
    const [from, to] = [ends.reduce((a, b) => Math.min(a, b), Infinity), ends.reduce((a, b) => Math.max(a, b), 0)];
    for (const mark of chart.marks) {
      datasets.push({ label: mark.label, data: [{ x: from, y: mark.at }, { x: to, y: mark.at }], borderColor: colour('faint'), borderDash: [3, 4], borderWidth: 1.5, pointRadius: 0, pointHitRadius: 4 });
    }
    return {
      type: 'line',
      data: { datasets },
      options: { scales: { x: chart.x.logarithmic ? {} : { min: from, max: to }, y: { beginAtZero: true } } },
      legend: datasets.length > 1,
      mark: i => ({ pointStyle: 'line', lineDash: datasets[i].borderDash, lineWidth: 2 }),
      says: (dataset, i) => {
        const series = chart.series[dataset];
        return series === undefined
          ? `${chart.marks[dataset - chart.series.length].label}: ${words[chart.y.unit](chart.marks[dataset - chart.series.length].at)}`
          : `${series.name}: ${words[chart.y.unit](series.points[i][1])} ${chart.kind === 'curves' ? 'within' : 'at'} ${words[chart.x.unit](series.points[i][0])}`;
      },
    };
  }

  function axis(spec, names) {
    const isCategory = names.length > 0;
    return {
      ...(isCategory ? { type: 'category' } : { type: spec.logarithmic ? 'logarithmic' : 'linear' }),
      title: { display: spec.title !== '', text: spec.title, color: colour('faint') },
      grid: { color: isCategory ? 'transparent' : colour('grid') },
      border: { color: colour('line') },
      ticks: { color: colour('faint'), maxRotation: 0, ...(isCategory ? { callback: nameOf(names) } : { autoSkipPadding: 14, callback: value => words[spec.unit](value) }), ...(spec.unit === 'count' && !isCategory ? { precision: 0 } : {}) },
      ...(spec.logarithmic ? { afterBuildTicks: thin } : {}),
    };
  }

  // ---- names and numbers in the room there is

  const widestName = 280;
  const widthOf = (scale, text) => {
    scale.ctx.font = Chart.helpers.toFont(scale.options.ticks?.font).string;
    return scale.ctx.measureText(text).width;
  };

  // How many letters of a text, from its start or its end, are no wider than the room.
  function most(text, fits) {
    let [some, all] = [0, text.length];
    while (some < all) {
      const half = Math.ceil((some + all) / 2);
      [some, all] = fits(half) ? [half, all] : [some, half - 1];
    }
    return some;
  }

  // Chart.js cuts off what is too wide. Here it goes on in a second line, and what still is too long lacks its middle.
  function fitted(text, rows, room, width) {
    if (width(text) <= room) {
      return text;
    }
    if (rows === 1) {
      const kept = most(text, count => width(text.slice(0, Math.ceil(count / 2)) + '…' + text.slice(text.length - Math.floor(count / 2))) <= room);
      return text.slice(0, Math.ceil(kept / 2)) + '…' + text.slice(text.length - Math.floor(kept / 2));
    }
    const whole = most(text, count => width(text.slice(0, count)) <= room);
    const word = Math.max(...[...text.slice(0, whole).matchAll(/[-_ /.]/g)].map(match => match.index + 1), 0);
    const first = text.slice(0, word > whole / 2 ? word : whole);
    const rest = text.slice(first.length);
    return [first, width(rest) <= room ? rest : '…' + rest.slice(rest.length - most(rest, count => width('…' + rest.slice(rest.length - count)) <= room))];
  }

  // Two in a line, where report.css does not give each a line of its own.
  const legendRoom = width => width < 480 ? width - 60 : Math.min(widestName, width / 2 - 60);

  function nameOf(names) {
    return function(place) {
      const rows = this.chart.height < 38 * names.length ? 1 : 2;
      return fitted(names[place], rows, Math.min(widestName, this.chart.width * 0.4), text => widthOf(this, text));
    };
  }

  // Chart.js leaves out every n-th label, as if ticks lay at even distances; on a logarithmic axis they do not.
  const widest = 64;
  const rounder = [1, 5, 2, 3];
  function thin(scale) {
    if (!scale.isHorizontal() || scale.max <= scale.min) {
      return;
    }
    const room = widest / Math.max(widest, scale.maxWidth) * Math.log(scale.max / scale.min);
    const rank = ({ value }) => {
      const place = rounder.indexOf(Number((value / 10 ** Math.floor(Math.log10(value))).toPrecision(3)));
      return value === 1 ? -1 : place < 0 ? rounder.length : place;
    };
    const kept = [];
    for (const tick of [...scale.ticks].sort((one, other) => rank(one) - rank(other) || one.value - other.value)) {
      if (kept.every(other => Math.abs(Math.log(tick.value / other.value)) >= room)) {
        kept.push(tick);
      }
    }
    scale.ticks = kept.sort((one, other) => one.value - other.value);
  }

  // A logarithmic axis of ratios has its lines where people look for them, and at the marks.
  function ratioTicks(chart, scale) {
    scale.afterBuildTicks = built => {
      const within = value => value >= built.min && value <= built.max;
      const wide = built.max / built.min > 8;
      const regular = wide ? [0.001, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 1000] : [0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 4];
      built.ticks = regular.filter(within).map(value => ({ value }));
      thin(built);
      built.ticks = [...new Set([...built.ticks.map(tick => tick.value), ...chart.marks.map(mark => mark.at).filter(within)])].sort((a, b) => a - b).map(value => ({ value }));
    };
    const isMark = value => chart.marks.some(mark => mark.at === value);
    scale.ticks.callback = value => value !== 1 && isMark(value) ? '' : words.ratio(value);
    scale.grid.color = context => colour(context.tick && isMark(context.tick.value) ? 'faint' : 'grid');
    scale.grid.lineWidth = context => context.tick && context.tick.value === 1 ? 2 : 1;
    const all = [...chart.series.flatMap(series => series.points[0]).filter(value => value !== null), ...chart.marks.map(mark => mark.at)];
    scale.min = Math.min(...all, 1 / 1.1) / 1.04;
    scale.max = Math.max(...all, 1.1) * 1.04;
  }

  function merged(base, extra) {
    for (const [key, value] of Object.entries(extra ?? {})) {
      base[key] = value !== null && typeof value === 'object' && !Array.isArray(value) ? merged(base[key] ?? {}, value) : value;
    }
    return base;
  }

  function draw(id) {
    const chart = data[id];
    const made = makers[chart.kind](chart);
    const scales = { x: axis(chart.x, []), y: axis(chart.y, chart.categories) };
    scales.x.ticks.autoSkip = !chart.x.logarithmic;
    if (chart.x.unit === 'ratio') {
      ratioTicks(chart, scales.x);
    }
    const zoomable = chart.kind !== 'stacks';
    const options = merged({
      responsive: !onPaper, maintainAspectRatio: false, animation: false, normalized: true, ...(onPaper ? { devicePixelRatio: 2 } : {}),
      // One point at a time, the nearest, wherever the pointer is.
      interaction: { mode: 'nearest', axis: chart.kind === 'curves' || chart.kind === 'steps' ? 'x' : 'xy', intersect: chart.kind === 'lanes' || chart.kind === 'stacks' },
      scales,
      plugins: {
        legend: {
          display: made.legend ?? true, position: 'bottom',
          labels: {
            color: colour('text'), usePointStyle: true, boxHeight: 7, ...(made.type === 'line' ? { pointStyleWidth: 34 } : {}),
            generateLabels: drawn => Chart.defaults.plugins.legend.labels.generateLabels(drawn).map((item, i) => ({
              ...item, text: fitted(item.text, 1, legendRoom(drawn.width), text => widthOf(drawn, text)), ...made.mark?.(i),
            })),
          },
        },
        tooltip: { callbacks: { title: () => '', label: item => made.says(item.datasetIndex, item.dataIndex) }, displayColors: false },
        zoom: zoomable ? {
          zoom: { mode: 'x', drag: { enabled: true, backgroundColor: faded('series-1'), threshold: 8 }, wheel: { enabled: true, modifierKey: 'ctrl' } },
          limits: { x: { min: 'original', max: 'original' } },
        } : {},
      },
    }, made.options);
    const canvas = document.getElementById(id);
    const drawn = new Chart(canvas, { type: made.type, data: made.data, options });
    drawn.says = made.says;
    charts.set(id, drawn);
    if (onPaper) {
      drawn.resize(paperWidth, canvas.parentElement.clientHeight);
    }
    const tools = canvas.closest('figure').querySelector('.tools');
    tools.hidden = !zoomable;
  }

  // ---- keyboard: a point of a chart is what arrow keys move between

  const places = new Map();

  function show(id, step) {
    const chart = charts.get(id);
    const place = places.get(id) ?? { dataset: 0, index: -1 };
    const sets = chart.data.datasets;
    place.dataset = (place.dataset + step.dataset + sets.length) % sets.length;
    const count = sets[place.dataset].data.length;
    place.index = Math.min(count - 1, Math.max(0, place.index + step.index));
    places.set(id, place);
    const active = [{ datasetIndex: place.dataset, index: place.index }];
    chart.setActiveElements(active);
    chart.tooltip.setActiveElements(active, chart.getDatasetMeta(place.dataset).data[place.index].getCenterPoint());
    chart.update('none');
    document.getElementById(id + '-point').textContent = chart.says(place.dataset, place.index);
  }

  function zoom(id, how) {
    const chart = charts.get(id);
    if (how === 'reset') {
      chart.resetZoom('none');
    } else {
      chart.zoom({ x: how === 'in' ? 1.5 : 1 / 1.5 }, 'none');
    }
  }

  const keys = {
    ArrowRight: id => show(id, { dataset: 0, index: 1 }),
    ArrowLeft: id => show(id, { dataset: 0, index: -1 }),
    ArrowDown: id => show(id, { dataset: 1, index: 0 }),
    ArrowUp: id => show(id, { dataset: -1, index: 0 }),
    '+': id => zoom(id, 'in'),
    '-': id => zoom(id, 'out'),
    0: id => zoom(id, 'reset'),
  };

  // ---- the page

  const canvases = [...document.querySelectorAll('canvas')];
  for (const canvas of canvases) {
    canvas.addEventListener('keydown', event => {
      const act = event.ctrlKey || event.altKey || event.metaKey ? undefined : keys[event.key];
      if (act !== undefined && charts.has(canvas.id)) {
        event.preventDefault();
        act(canvas.id);
      }
    });
  }
  for (const button of document.querySelectorAll('button[data-zoom]')) {
    button.addEventListener('click', () => zoom(button.dataset.chart, button.dataset.zoom));
  }

  // A chart is drawn when it comes near the screen: a report may have fifty.
  const seen = new IntersectionObserver(entries => {
    for (const entry of entries.filter(one => one.isIntersecting && !charts.has(one.target.id))) {
      draw(entry.target.id);
    }
  }, { rootMargin: '600px' });
  canvases.forEach(canvas => seen.observe(canvas));

  const theme = document.getElementById('theme');
  const byNight = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme ?? (byNight.matches ? 'dark' : 'light')) === 'dark';
  function repaint() {
    theme.setAttribute('aria-pressed', String(isDark()));
    for (const [id, chart] of charts) {
      const hidden = chart.data.datasets.map((_, i) => i).filter(i => !chart.isDatasetVisible(i));
      const range = chart.isZoomedOrPanned() ? { min: chart.scales.x.min, max: chart.scales.x.max } : null;
      chart.destroy();
      draw(id);
      hidden.forEach(i => charts.get(id).hide(i));
      if (range !== null) {
        charts.get(id).zoomScale('x', range, 'none');
      }
    }
  }
  theme.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    repaint();
  });
  byNight.addEventListener('change', repaint);

  // A canvas keeps the size and the colours of the screen. Paper is white, and no script is asked when it is laid out.
  let onScreen;
  addEventListener('beforeprint', () => {
    onScreen = onPaper ? onScreen : root.dataset.theme;
    root.dataset.theme = 'light';
    onPaper = true;
    repaint();
    canvases.filter(canvas => !charts.has(canvas.id)).forEach(canvas => draw(canvas.id));
  });
  addEventListener('afterprint', () => {
    onPaper = false;
    if (onScreen === undefined) {
      delete root.dataset.theme;
    } else {
      root.dataset.theme = onScreen;
    }
    repaint();
  });
  theme.hidden = false;
  repaint();
})();
