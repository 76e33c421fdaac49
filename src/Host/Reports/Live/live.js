// Draws what the events of a run say, once a second.
(() => {
  'use strict';

  const byId = id => document.getElementById(id);
  const probe = document.body.appendChild(document.createElement('span'));
  probe.hidden = true;
  const resolved = name => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const number = value => value.toLocaleString('en-US', { maximumFractionDigits: 2 });
  const most = 600;
  // Of less time a rate would be mostly the error of its two readings.
  const shortest = 0.25;
  const charts = new Map();
  let paused = false;
  let held = [];
  let rated = null;

  const chartOf = id => {
    if (!charts.has(id)) {
      const axis = { beginAtZero: true, ticks: { color: resolved('faint'), maxTicksLimit: 6 }, grid: { color: resolved('grid') } };
      charts.set(id, new Chart(byId(id), {
        type: 'line',
        data: { datasets: [] },
        options: {
          animation: false, parsing: false, normalized: true, maintainAspectRatio: false,
          interaction: { mode: 'index', intersect: false },
          scales: { x: { ...axis, type: 'linear', title: { display: true, text: 'seconds', color: resolved('faint') } }, y: axis },
          plugins: { legend: { labels: { color: resolved('text'), boxHeight: 1 } } },
        },
      }));
    }
    return charts.get(id);
  };

  const add = (id, label, x, y, style = {}) => {
    const sets = chartOf(id).data.datasets;
    let set = sets.find(one => one.label === label);
    if (!set) {
      const ink = resolved(`series-${1 + sets.filter(one => !one.borderDash).length % 8}`);
      set = { label, data: [], borderColor: ink, backgroundColor: ink, borderWidth: 2, pointRadius: 0, ...style };
      sets.push(set);
    }
    set.data.push({ x, y });
    if (set.data.length > most) set.data.shift();
  };

  const cell = (row, text, isFigure) => {
    const made = row.appendChild(document.createElement(row.children.length ? 'td' : 'th'));
    made.textContent = text;
    if (isFigure) made.className = 'figure';
  };

  const show = news => {
    const rows = news.pools.map(pool => {
      const row = document.createElement('tr');
      cell(row, pool.name);
      cell(row, pool.dispatcher);
      for (const value of [pool.atOnce, pool.askedAtOnce, pool.backlog, pool.done]) cell(row, value === null ? '–' : number(value), true);
      return row;
    });
    byId('pools').replaceChildren(...rows);
    byId('process').textContent =
      `${number(news.answered)} of ${number(news.jobs)} jobs in ${number(news.elapsedSeconds)} s · ${news.threads ?? '–'} threads · ${number(news.coreSeconds)} core-seconds on ${news.cores} cores`;
    const nodes = news.nodes;
    byId('nodes').textContent = nodes
      ? `${number(nodes.here)} nodes hold ${number(nodes.held)} jobs · ${number(nodes.redispatched)} handed out again · ${number(nodes.died)} nodes died`
      : '';
    const x = news.elapsedSeconds;
    const dashed = { borderDash: [6, 4], borderColor: resolved('faint'), backgroundColor: resolved('faint') };
    for (const pool of news.pools) {
      if (pool.atOnce !== null) add('at-once', pool.name, x, pool.atOnce);
      if (pool.askedAtOnce !== null) add('at-once', `${pool.name}: asked for`, x, pool.askedAtOnce, dashed);
      add('backlog', pool.name, x, pool.backlog);
    }
    if (news.threads !== null) add('threads', 'threads', x, news.threads);
    const since = rated ?? { elapsedSeconds: 0, coreSeconds: 0 };
    const took = x - since.elapsedSeconds;
    if (took >= (rated ? shortest : Number.MIN_VALUE)) {
      add('cores', 'cores in use', x, (news.coreSeconds - since.coreSeconds) / took);
      add('cores', 'cores there are', x, news.cores, dashed);
      rated = news;
    }
  };

  const draw = () => {
    for (const [id, chart] of charts) {
      chart.update('none');
      byId(id).setAttribute('aria-label', chart.data.datasets.map(set => `${set.label}: ${number(set.data.at(-1)?.y ?? 0)}`).join(', '));
    }
  };

  const take = all => {
    if (!all.length) return;
    all.forEach(show);
    draw();
  };

  // What is said to who listens changes only when the state does: figures once a second would be a chatter.
  const state = text => {
    if (byId('state').textContent !== text) byId('state').textContent = text;
  };

  // Several at once where a page comes late; they are drawn together.
  let timer = 0;
  const events = new EventSource('/events');
  events.onmessage = event => {
    const news = JSON.parse(event.data);
    held.push(news);
    if (news.hasEnded) {
      events.close();
      state('The run has ended; its result is in the terminal.');
    } else {
      state('The run goes on.');
    }
    if (!paused && !timer) {
      timer = setTimeout(() => {
        timer = 0;
        take(held.splice(0));
      }, 30);
    }
  };
  events.onerror = () => {
    if (events.readyState !== EventSource.CLOSED) {
      events.close();
      state('The run has ended; its result is in the terminal.');
    }
  };

  byId('pause').addEventListener('click', event => {
    paused = !paused;
    event.target.setAttribute('aria-pressed', paused);
    event.target.textContent = paused ? 'Go on' : 'Pause';
    if (!paused) take(held.splice(0));
  });

  // ← → through the seconds of a chart that has the focus.
  for (const canvas of document.querySelectorAll('canvas')) {
    let at = -1;
    canvas.addEventListener('keydown', event => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      const chart = charts.get(canvas.id);
      if (!step || !chart?.data.datasets.length) return;
      event.preventDefault();
      const length = chart.data.datasets[0].data.length;
      at = Math.min(length - 1, Math.max(0, at < 0 ? length - 1 : at + step));
      chart.tooltip.setActiveElements(chart.data.datasets.map((_, datasetIndex) => ({ datasetIndex, index: at })), { x: 0, y: 0 });
      chart.update('none');
      canvas.closest('figure').querySelector('output').textContent =
        `${number(chart.data.datasets[0].data[at].x)} s: ` + chart.data.datasets.map(set => `${set.label} ${number(set.data[at]?.y ?? 0)}`).join(', ');
    });
  }

  document.documentElement.dataset.ready = 'true';
})();
