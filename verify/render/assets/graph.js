"use strict";
// The graph, drawn when it is asked for: its library is read only then.
(() => {
  const button = document.getElementById("draw");
  const canvas = document.getElementById("canvas");
  const apart = document.getElementById("apart");
  const told = document.getElementById("node");
  if (!button) return;
  const data = JSON.parse(document.getElementById("graph-data").textContent);
  const SHAPES = ["ellipse", "round-rectangle", "round-diamond", "round-hexagon"]; // one per ten articles
  const SLICES = 8; // articles that a node shows
  const GAP = 60;
  const CLOSE = 1.3; // nearer, a few nodes look like a poster

  const colour = (name, property = "color") => {
    const probe = document.createElement("span");
    probe.className = name;
    canvas.append(probe);
    const found = getComputedStyle(probe).getPropertyValue(property);
    probe.remove();
    return found.trim();
  };

  const edge = (stance, colours) => ({
    "agree": { "line-color": colours.good, width: 2 },
    "conflict": {
      "line-color": colours.hot, width: 2.5, "line-style": "dashed", "source-arrow-shape": "tee",
      "target-arrow-shape": "tee", "source-arrow-color": colours.hot, "target-arrow-color": colours.hot,
    },
    "updated": {
      "line-color": colours.link, width: 2.5, "target-arrow-shape": "vee", "target-arrow-color": colours.link,
    },
    "different event": { "line-color": colours.edge, width: 2, "line-style": "dotted" },
  })[stance];

  function style() {
    const colours = {};
    for (const name of ["text", "card", "good", "hot", "link", "edge"]) colours[name] = colour(`in-${name}`);
    const pie = { "pie-size": "100%" };
    for (let slice = 1; slice <= SLICES; slice += 1) {
      pie[`pie-${slice}-background-color`] = `data(hue${slice})`;
      pie[`pie-${slice}-background-size`] = `data(part${slice})`;
    }
    return [
      {
        selector: "node",
        style: {
          width: "data(size)", height: "data(size)", shape: "data(shape)", label: "data(label)",
          "background-color": "data(hue1)", "border-width": 1.5, "border-color": colours.card,
          "font-size": 11, "min-zoomed-font-size": 8, color: colours.text, "text-valign": "bottom",
          "text-margin-y": 3, "text-outline-width": 2, "text-outline-color": colours.card,
        },
      },
      { selector: "node.several", style: pie },
      { selector: "node:selected", style: { "border-color": colours.text, "border-width": 3 } },
      { selector: "edge", style: { "curve-style": "bezier", "control-point-step-size": 26, "arrow-scale": 0.8 } },
      ...["agree", "conflict", "updated", "different event"].map((stance) => (
        { selector: `edge[stance = "${stance}"]`, style: edge(stance, colours) })),
    ];
  }

  const node = (told, id, hues) => {
    const slices = told.n.slice(0, SLICES);
    const made = {
      id: `n${id}`, text: told.t, anchor: told.a, label: told.v || `no. ${told.n.join(", ")}`,
      size: 20 + 6 * Math.min(6, told.n.length), shape: SHAPES[Math.floor((told.n[0] - 1) / 10) % SHAPES.length],
    };
    for (let slice = 1; slice <= SLICES; slice += 1) {
      made[`hue${slice}`] = hues[(slices[slice - 1] ?? 0) % 10];
      made[`part${slice}`] = slice <= slices.length ? 100 / slices.length : 0;
    }
    return { data: made, classes: slices.length > 1 ? "several" : "" };
  };

  // Differences between events join what belongs to different stories, so they are drawn only when asked for.
  function elements() {
    const hues = Array.from({ length: 10 }, (_, n) => colour(`s${n}`, "--s"));
    const edges = data.edges.filter(([, , stance]) => apart.checked || stance !== "different event");
    const linked = new Set(edges.flatMap(([left, right]) => [left, right]));
    return [
      ...data.nodes.flatMap((told, id) => (linked.has(id) ? [node(told, id, hues)] : [])),
      ...edges.map(([left, right, stance]) => ({ data: { source: `n${left}`, target: `n${right}`, stance } })),
    ];
  }

  // Each connected part by itself: a ring where it is tiny, forces where it is small, rings where it is not.
  function arrange(part) {
    const count = part.nodes().length;
    const still = { animate: false, fit: false };
    const ring = 130 + 30 * count;
    part.layout({ ...still, name: "circle", startAngle: 0, boundingBox: { x1: 0, y1: 0, w: ring, h: ring } }).run();
    if (count > 120) {
      part.layout({ ...still, name: "concentric", minNodeSpacing: 60, concentric: (n) => n.degree(), levelWidth: () => 2,
        boundingBox: { x1: 0, y1: 0, w: 100, h: 60 } }).run();
    } else if (count > 5) {
      part.layout({ ...still, name: "cose", randomize: false, numIter: Math.min(30 * count, Math.ceil(1e6 / (count * count))),
        idealEdgeLength: () => 70, nodeRepulsion: () => 40000, nodeOverlap: 30, gravity: 1.5,
        boundingBox: { x1: 0, y1: 0, w: 130 * Math.sqrt(count), h: 100 * Math.sqrt(count) } }).run();
    }
  }

  // Parts side by side in rows as wide as the canvas is in proportion, the biggest first.
  function pack(parts) {
    const boxes = parts.map((part) => ({ part, box: part.nodes().boundingBox({ includeLabels: true }) }));
    boxes.sort((a, b) => b.box.h - a.box.h);
    const area = boxes.reduce((sum, { box }) => sum + (box.w + GAP) * (box.h + GAP), 0);
    const width = Math.max(Math.sqrt(1.6 * area * (canvas.clientWidth / canvas.clientHeight)), ...boxes.map(({ box }) => box.w));
    let x = 0, y = 0, height = 0;
    for (const { part, box } of boxes) {
      if (x > 0 && x + box.w > width) { x = 0; y += height + GAP; height = 0; }
      const [dx, dy] = [x - box.x1, y - box.y1];
      part.nodes().positions((node) => ({ x: node.position("x") + dx, y: node.position("y") + dy }));
      x += box.w + GAP;
      height = Math.max(height, box.h);
    }
  }

  let cy;

  // The connected parts; the library's own search for them takes longer than all the rest.
  function components() {
    const above = new Map();
    const top = (id) => {
      while (above.has(id)) id = above.get(id);
      return id;
    };
    cy.edges().forEach((link) => {
      const [left, right] = [top(link.data("source")), top(link.data("target"))];
      if (left !== right) above.set(right, left);
    });
    const parts = new Map();
    cy.elements().forEach((element) => {
      const key = top(element.isNode() ? element.id() : element.data("source"));
      parts.set(key, [...(parts.get(key) ?? []), element]);
    });
    return [...parts.values()].map((part) => cy.collection(part));
  }

  function draw() {
    cy?.destroy();
    cy = window.cytoscape({
      container: canvas, elements: elements(), style: style(), layout: { name: "preset", fit: false },
      minZoom: 0.05, maxZoom: 3, textureOnViewport: data.nodes.length > 500,
    });
    cy.batch(() => {
      const parts = components();
      parts.forEach(arrange);
      pack(parts);
    });
    cy.fit(undefined, 25);
    if (cy.zoom() > CLOSE) {
      cy.zoom(CLOSE);
      cy.center();
    }
    cy.on("mouseover", "node", (event) => { told.textContent = event.target.data("text"); });
    cy.on("tap", "node", (event) => document.dispatchEvent(new CustomEvent("reveal", { detail: event.target.data("anchor") })));
    cy.one("render", () => { canvas.dataset.drawn = ""; });
  }

  function begin() {
    button.hidden = true;
    canvas.hidden = false;
    const library = document.createElement("script");
    library.textContent = document.getElementById("cytoscape").textContent;
    document.body.append(library);
    draw();
    apart.addEventListener("change", draw);
    document.documentElement.addEventListener("theme", () => cy.style(style()));
  }

  button.addEventListener("click", begin);
})();
