"use strict";(self.rspackChunkrowan_browser_tests=self.rspackChunkrowan_browser_tests||[]).push([[929],{368(o,r,e){var t=e(72),a=e.n(t),n=e(825),i=e.n(n),l=e(40),p=e.n(l),d=e(56),s=e.n(d),c=e(540),f=e.n(c),u=e(113),w=e.n(u),m=e(142),h={};h.styleTagTransform=w(),h.setAttributes=s(),h.insert=p().bind(null,"head"),h.domAPI=i(),h.insertStyleElement=f(),a()(m.A,h),m.A&&m.A.locals&&m.A.locals},142(o,r,e){var t=e(601),a=e.n(t),n=e(314),i=(e.n(n))()(a());i.push([o.id,`.rowan-Result {
  padding: 2px 0;
}

.rowan-Bar {
  position: relative;
  display: flex;
  flex-wrap: wrap;
  gap: 4px 6px;
  align-items: center;
  padding: 2px 0 4px;
  color: var(--jp-ui-font-color1);
  font-family: var(--jp-ui-font-family);
  font-size: var(--jp-ui-font-size1);
}

.rowan-Bar input.jp-mod-styled {
  flex: 1 1 80px;
  max-width: 220px;
  height: 26px;
  font-size: var(--jp-ui-font-size1);
}

.rowan-Busy:empty {
  display: none;
}

.rowan-Bar button.jp-mod-styled,
.rowan-Head button.jp-mod-styled {
  height: 26px;
  padding: 0 8px;
  line-height: 26px;
  letter-spacing: 0;
  white-space: nowrap;
  color: var(--jp-ui-font-color1);
}

.rowan-Bar button.jp-mod-styled svg {
  display: block;
  width: 16px;
  height: 26px;
}

.rowan-Bar button.rowan-Menu {
  padding: 0 6px;
  font-size: 16px;
  font-weight: bold;
}

.rowan-Bar button.jp-mod-styled:disabled {
  opacity: 0.5;
}

.rowan-Bar button[aria-pressed='true'],
.rowan-Head button[aria-pressed='true'] {
  background: var(--jp-layout-color3);
}

.rowan-Bar button:focus-visible,
.rowan-Head button:focus-visible {
  outline: 2px solid var(--jp-brand-color1);
  outline-offset: -2px;
}

.rowan-Info {
  flex: 0 1 auto;
  min-width: 0;
  margin-left: auto;
  color: var(--jp-ui-font-color1);
}

/* Of a table that shows all it has, the bar is a line of text. */
.rowan-mod-small.rowan-Bar {
  padding: 0;
}

.rowan-mod-small > .rowan-Info {
  margin-left: 0;
}

.rowan-mod-small.rowan-Bar button.jp-mod-styled,
.rowan-mod-small.rowan-Bar input.jp-mod-styled {
  height: 22px;
  line-height: 22px;
}

.rowan-mod-small.rowan-Bar button.jp-mod-styled svg {
  height: 22px;
}

.rowan-mod-small.rowan-Bar button.jp-mod-styled:not(:hover, :focus-visible, [aria-pressed='true']) {
  background: none;
}

.rowan-Chips {
  display: contents;
}

.rowan-Chip {
  display: inline-flex;
  align-items: center;
  max-width: 260px;
  height: 20px;
  padding-left: 8px;
  border: 1px solid var(--jp-border-color1);
  border-radius: 10px;
  background: var(--jp-layout-color2);
}

.rowan-Chip > bdi {
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: pre;
}

.rowan-Chip > .rowan-Remove {
  flex: none;
  width: 20px;
  height: 20px;
  padding: 0;
  border: 0;
  border-radius: 10px;
  background: none;
  color: inherit;
  font-size: 14px;
  line-height: 18px;
  cursor: pointer;
}

.rowan-Chip > .rowan-Remove:is(:hover, :focus-visible) {
  background: var(--jp-layout-color3);
}

.rowan-Mistake:not(:empty) {
  flex-basis: 100%;
  padding-left: 6px;
  border-left: 3px solid var(--jp-error-color1);
}

.rowan-mod-busy::after {
  content: '';
  position: absolute;
  right: 0;
  bottom: 0;
  left: 0;
  height: 2px;
  background: linear-gradient(90deg, transparent, var(--jp-brand-color1), transparent) 0 0 / 40% 100% no-repeat;
  animation: rowan-busy 1.2s ease-in-out infinite alternate;
}

@keyframes rowan-busy {
  to {
    background-position: 100% 0;
  }
}

@media (prefers-reduced-motion: reduce) {
  .rowan-mod-busy::after {
    background: var(--jp-brand-color1);
    animation: none;
  }
}

.rowan-Spoken {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
}

.rowan-Grid {
  min-height: 80px;
  border: 1px solid var(--jp-border-color2);
  resize: vertical;
  overflow: hidden;
}

/* The grip that makes the grid higher is not to lie on the arrow of its scroll bar. */
.rowan-Grid:has(> .lm-ScrollBar[data-orientation='horizontal'].lm-mod-hidden) > .lm-ScrollBar[data-orientation='vertical'] {
  padding-bottom: 14px;
}

.rowan-Fields {
  position: absolute;
  overflow: hidden;
  z-index: 1;
}

.rowan-Fields:empty {
  display: none;
}

.rowan-Fields > .rowan-Field {
  position: absolute;
  top: 1px;
}

input.rowan-Field.jp-mod-styled {
  box-sizing: border-box;
  width: 100%;
  min-width: 0;
  height: 24px;
  margin: 0;
  padding: 0 6px;
  border: 1px solid var(--jp-border-color2);
  border-radius: 0;
  background: var(--jp-layout-color1);
  color: var(--jp-ui-font-color1);
  font-family: var(--jp-code-font-family);
  font-size: 12px;
}

input.rowan-Field::placeholder {
  color: var(--jp-ui-font-color2);
  opacity: 1;
}

input.rowan-Field.jp-mod-styled:focus {
  outline: 2px solid var(--jp-brand-color1);
  outline-offset: -2px;
}

input.rowan-Field.jp-mod-styled[aria-invalid='true'] {
  outline: 2px solid var(--jp-error-color1);
  outline-offset: -2px;
}

.rowan-TableBox {
  overflow: auto;
}

/* What is a page of a result with many rows scrolls as the grid does. */
.rowan-Result:has(> .rowan-Canvas) > .rowan-TableBox {
  max-height: 332px;
  border: 1px solid var(--jp-border-color2);
}

table.rowan-Table {
  width: max-content;
  border-collapse: separate;
  border-spacing: 0;
  border: 1px solid var(--jp-border-color2);
  border-width: 1px 0 0 1px;
  color: var(--jp-content-font-color1);
  font-family: var(--jp-code-font-family);
  font-size: var(--jp-code-font-size);
  line-height: 17px;
}

.rowan-Table caption {
  padding: 2px 8px;
  color: var(--jp-ui-font-color1);
  font-family: var(--jp-ui-font-family);
  font-size: var(--jp-ui-font-size1);
  text-align: left;
  white-space: nowrap;
}

.rowan-Table :is(th, td) {
  max-width: 400px;
  padding: 2px 8px;
  border: 1px solid var(--jp-border-color2);
  border-width: 0 1px 1px 0;
  text-align: left;
  vertical-align: top;
  white-space: pre-wrap;
  overflow-wrap: break-word;
}

.rowan-Table :is(td, th).rowan-mod-number {
  text-align: right;
  white-space: nowrap;
}

.rowan-Table td > i {
  color: var(--jp-content-font-color2);
}

.rowan-Table thead :is(th, td) {
  background: var(--jp-layout-color2);
}

.rowan-Table thead th {
  padding: 0;
  font-family: var(--jp-ui-font-family);
  font-size: var(--jp-ui-font-size1);
  white-space: nowrap;
}

.rowan-Table thead td {
  padding: 1px;
}

.rowan-Table thead td > .rowan-Field {
  min-width: 110px;
}

.rowan-Table tbody th {
  color: var(--jp-ui-font-color2);
  font-family: var(--jp-ui-font-family);
  font-size: var(--jp-ui-font-size0);
  font-weight: normal;
  text-align: right;
}

.rowan-Table tbody tr:nth-child(even) > * {
  background: rgba(128, 128, 128, 0.08);
}

.rowan-Table tbody td.rowan-mod-selected {
  background: rgba(33, 150, 243, 0.2);
}

.rowan-Table tbody td.rowan-mod-cursor {
  outline: 1px solid var(--jp-brand-color1);
  outline-offset: -1px;
}

.rowan-Table tbody td:focus-visible {
  outline: 2px solid var(--jp-brand-color1);
  outline-offset: -2px;
}

.rowan-Table .rowan-Name {
  padding: 4px 0 4px 8px;
  border: 0;
  background: none;
  color: inherit;
  font: inherit;
  font-weight: bold;
  white-space: pre;
  cursor: pointer;
}

.rowan-Table .rowan-HeadMenu {
  width: 18px;
  height: 22px;
  padding: 0;
  border: 0;
  background: none;
  color: var(--jp-ui-font-color2);
  cursor: pointer;
  vertical-align: middle;
}

.rowan-Table .rowan-HeadMenu::after {
  content: '▾';
  opacity: 0;
}

.rowan-TableBox:is(:hover, :focus-within) .rowan-HeadMenu::after {
  opacity: 1;
}

@media (hover: none) {
  .rowan-Table .rowan-HeadMenu::after {
    opacity: 1;
  }
}

.rowan-Notes > p {
  margin: 4px 0;
  color: var(--jp-content-font-color1);
  font-family: var(--jp-content-font-family);
  font-size: var(--jp-content-font-size1);
}

.rowan-Below {
  max-height: 320px;
  margin-top: 4px;
  overflow: auto;
  border: 1px solid var(--jp-border-color2);
  color: var(--jp-content-font-color1);
}

.rowan-Head {
  position: sticky;
  top: 0;
  display: flex;
  flex-wrap: wrap;
  gap: 4px;
  align-items: center;
  padding: 2px 8px;
  background: var(--jp-layout-color2);
  font-family: var(--jp-ui-font-family);
  font-size: var(--jp-ui-font-size1);
}

.rowan-Title {
  flex: 1 1 auto;
  min-width: 0;
  overflow-wrap: anywhere;
}

.rowan-Below pre {
  margin: 0;
  padding: 4px 8px;
  white-space: pre-wrap;
  word-break: break-word;
  font-family: var(--jp-code-font-family);
  font-size: var(--jp-code-font-size);
}

.rowan-Value > img {
  display: block;
  max-width: calc(100% - 16px);
  max-height: 264px;
  margin: 8px;
  background: repeating-conic-gradient(rgba(128, 128, 128, 0.25) 0 25%, transparent 0 50%) 0 0 / 16px 16px;
}

.rowan-Summary {
  display: flex;
  flex-wrap: wrap;
  gap: 12px 32px;
  align-items: flex-end;
  padding: 8px;
  font-family: var(--jp-ui-font-family);
  font-size: var(--jp-ui-font-size1);
}

.rowan-Facts {
  display: grid;
  gap: 2px 0;
  width: auto;
  margin: 0;
}

.rowan-Facts > div {
  display: flex;
  gap: 12px;
}

.rowan-Facts dt {
  width: 64px;
  font-weight: normal;
  color: var(--jp-ui-font-color2);
}

.rowan-Facts dd {
  max-width: 260px;
  margin: 0;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: pre;
  font-variant-numeric: tabular-nums;
}

.rowan-Summary ul {
  margin: 0;
  padding: 0;
  list-style: none;
}

.rowan-Histogram > ul {
  display: flex;
  gap: 1px;
  align-items: flex-end;
  width: 260px;
  height: 62px;
  border-bottom: 1px solid var(--jp-border-color1);
}

.rowan-Histogram li {
  display: flex;
  flex: 1;
  align-items: flex-end;
  height: 100%;
}

.rowan-Bin {
  flex: 1;
  background: var(--jp-brand-color1);
}

.rowan-Histogram li:hover > .rowan-Bin {
  background: var(--jp-warn-color1);
}

.rowan-Ends {
  display: flex;
  justify-content: space-between;
  gap: 16px;
  font-size: var(--jp-ui-font-size0);
}

.rowan-Most > li {
  display: grid;
  grid-template-columns: minmax(60px, 180px) 124px auto;
  gap: 8px;
  align-items: center;
  line-height: 20px;
}

.rowan-Most bdi {
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}

.rowan-Share {
  height: 10px;
  background: var(--jp-brand-color1);
}

.rowan-Badge {
  padding: 0 8px;
  line-height: 22px;
  white-space: nowrap;
  color: var(--jp-ui-font-color1);
  font-family: var(--jp-ui-font-family);
  font-size: var(--jp-ui-font-size1);
}

.jp-Toolbar > .rowan-Badge.jp-Toolbar-item {
  align-self: center;
  height: 22px;
}

.rowan-Badge[data-transaction='true'] {
  border-radius: 3px;
  background: #ffb74d;
  color: #000;
}

/* Offers: JupyterLab writes the type beside each in small letters, and gives every type a colour of its own. */
.jp-Completer-item[title] > .jp-Completer-typeExtended {
  display: none;
}

.jp-Completer-item[title]::after {
  content: attr(title);
  padding: 0 8px;
  font-family: var(--jp-code-font-family);
  font-size: var(--jp-code-font-size);
  line-height: var(--jp-private-completer-item-height);
  white-space: nowrap;
  text-align: right;
  color: var(--jp-ui-font-color2);
}

.jp-Completer-item[title].jp-mod-active::after {
  color: inherit;
}

.jp-Completer-item:is([title^='function'], [title^='method'], [title^='constructor']) > .jp-Completer-monogram {
  background: var(--jp-completer-type-background1, #1f77b4);
}

.jp-Completer-item:is([title^='column'], [title^='variable'], [title^='field']) > .jp-Completer-monogram {
  background: var(--jp-completer-type-background2, #ff7f0e);
}

.jp-Completer-item:is([title^='table'], [title^='view'], [title^='join']) > .jp-Completer-monogram {
  background: var(--jp-completer-type-background6, #8c564b);
}

.jp-Completer-item:is([title^='magic'], [title^='option'], [title^='snippet']) > .jp-Completer-monogram {
  background: var(--jp-completer-type-background5, #9467bd);
}

.rowan-Database {
  display: flex;
  flex-direction: column;
  min-width: 180px;
  background: var(--jp-layout-color1);
  color: var(--jp-ui-font-color1);
  font-family: var(--jp-ui-font-family);
  font-size: var(--jp-ui-font-size1);
}

.rowan-Filter {
  flex: none;
  padding: 8px;
  border-bottom: 1px solid var(--jp-border-color2);
}

.rowan-Filter input.jp-mod-styled {
  box-sizing: border-box;
  width: 100%;
  height: 28px;
  font-size: var(--jp-ui-font-size1);
}

.rowan-Obstacle {
  padding: 16px 12px;
  line-height: 1.5;
}

.rowan-Note {
  flex: none;
  padding: 6px 12px;
  border-top: 1px solid var(--jp-border-color2);
  line-height: 1.4;
}

.rowan-Tree {
  flex: 1;
  min-height: 0;
  padding: 4px 0;
  overflow: hidden auto;
  outline: none;
}

.rowan-TreeSpace {
  position: relative;
}

.rowan-Row {
  position: absolute;
  right: 0;
  left: 0;
  display: flex;
  align-items: center;
  gap: 4px;
  height: 24px;
  padding-left: calc(4px + 14px * var(--rowan-level));
  cursor: default;
  user-select: none;
}

.rowan-Row:hover {
  background: var(--jp-layout-color2);
}

.rowan-Row[aria-selected='true'] {
  background: rgba(33, 150, 243, 0.18);
}

.rowan-Tree:focus-visible .rowan-Row[aria-selected='true'] {
  outline: 2px solid var(--jp-brand-color1);
  outline-offset: -2px;
}

.rowan-Twisty {
  flex: none;
  width: 14px;
  text-align: center;
  cursor: pointer;
}

.rowan-RowIcon {
  flex: none;
  display: flex;
}

.rowan-RowIcon svg {
  display: block;
  width: 14px;
  height: 14px;
}

.rowan-RowName {
  flex: 0 1 auto;
  min-width: 3em;
  margin-right: 4px;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: pre;
}

.rowan-Row[data-kind='connection'][data-current='true'] > .rowan-RowName {
  font-weight: 600;
}

.rowan-RowDetail {
  flex: 1 9999 0;
  min-width: 0;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: pre;
  font-size: var(--jp-ui-font-size0);
  opacity: 0.75;
}

.rowan-More {
  flex: none;
  display: flex;
  align-items: center;
  height: 20px;
  margin-right: 4px;
  padding: 0 4px;
  border: 0;
  border-radius: 2px;
  background: none;
  cursor: pointer;
}

.rowan-More svg {
  display: block;
  width: 16px;
  height: 16px;
}

.rowan-More:hover {
  background: var(--jp-layout-color3);
}

/* Some colours of code that JupyterLab's themes have do not stand out enough from the ground of a cell. */
.rowan-Notebook .cm-editor {
  --jp-mirror-editor-atom-color: #4a4ad0;
  --jp-mirror-editor-bracket-color: #5f5f45;
  --jp-mirror-editor-comment-color: #2f6f6f;
  --jp-mirror-editor-meta-color: #8012d6;
  --jp-mirror-editor-number-color: #006b00;
}

[data-jp-theme-light='false'] .rowan-Notebook .cm-editor {
  --jp-mirror-editor-atom-color: #64b5f6;
  --jp-mirror-editor-attribute-color: #64b5f6;
  --jp-mirror-editor-bracket-color: #b8b89a;
  --jp-mirror-editor-comment-color: #6fb3b3;
  --jp-mirror-editor-def-color: #64b5f6;
  --jp-mirror-editor-meta-color: #c792ff;
  --jp-mirror-editor-number-color: #66bb6a;
  --jp-mirror-editor-variable-2-color: #ffb74d;
}

.rowan-History {
  display: flex;
  flex-direction: column;
  min-width: 180px;
  background: var(--jp-layout-color1);
  color: var(--jp-ui-font-color1);
  font-family: var(--jp-ui-font-family);
  font-size: var(--jp-ui-font-size1);
}

.rowan-HistoryList {
  flex: 1;
  min-height: 0;
  overflow: hidden auto;
  outline: none;
}

.rowan-HistoryItem {
  padding: 6px 12px;
  border-bottom: 1px solid var(--jp-border-color2);
  cursor: pointer;
}

.rowan-HistoryItem:hover {
  background: var(--jp-layout-color2);
}

.rowan-HistoryItem[aria-selected='true'] {
  background: rgba(33, 150, 243, 0.18);
}

.rowan-HistoryList:focus-visible .rowan-HistoryItem[aria-selected='true'] {
  outline: 2px solid var(--jp-brand-color1);
  outline-offset: -2px;
}

.rowan-HistoryText {
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 4;
  overflow: hidden;
  font-family: var(--jp-code-font-family);
  font-size: var(--jp-code-font-size);
  line-height: var(--jp-code-line-height);
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}

.rowan-HistoryDetail,
.rowan-HistoryFailed {
  margin-top: 2px;
  font-size: var(--jp-ui-font-size0);
}

.rowan-HistoryFailed {
  font-weight: 600;
  color: #b71c1c;
}

[data-jp-theme-light='false'] .rowan-HistoryFailed {
  color: #ff8a80;
}

.rowan-HistoryMore {
  display: block;
  margin: 8px auto;
}
`,""]),e.d(r,{},{A:i})},314(o){o.exports=function(o){var r=[];return r.toString=function(){return this.map(function(r){var e="",t=void 0!==r[5];return r[4]&&(e+="@supports (".concat(r[4],") {")),r[2]&&(e+="@media ".concat(r[2]," {")),t&&(e+="@layer".concat(r[5].length>0?" ".concat(r[5]):""," {")),e+=o(r),t&&(e+="}"),r[2]&&(e+="}"),r[4]&&(e+="}"),e}).join("")},r.i=function(o,e,t,a,n){"string"==typeof o&&(o=[[null,o,void 0]]);var i={};if(t)for(var l=0;l<this.length;l++){var p=this[l][0];null!=p&&(i[p]=!0)}for(var d=0;d<o.length;d++){var s=[].concat(o[d]);t&&i[s[0]]||(void 0!==n&&(void 0===s[5]||(s[1]="@layer".concat(s[5].length>0?" ".concat(s[5]):""," {").concat(s[1],"}")),s[5]=n),e&&(s[2]&&(s[1]="@media ".concat(s[2]," {").concat(s[1],"}")),s[2]=e),a&&(s[4]?(s[1]="@supports (".concat(s[4],") {").concat(s[1],"}"),s[4]=a):s[4]="".concat(a)),r.push(s))}},r}},601(o){o.exports=function(o){return o[1]}},72(o){var r=[];function e(o){for(var e=-1,t=0;t<r.length;t++)if(r[t].identifier===o){e=t;break}return e}function t(o,t){for(var a={},n=[],i=0;i<o.length;i++){var l=o[i],p=t.base?l[0]+t.base:l[0],d=a[p]||0,s="".concat(p," ").concat(d);a[p]=d+1;var c=e(s),f={css:l[1],media:l[2],sourceMap:l[3],supports:l[4],layer:l[5]};if(-1!==c)r[c].references++,r[c].updater(f);else{var u=function(o,r){var e=r.domAPI(r);return e.update(o),function(r){r?(r.css!==o.css||r.media!==o.media||r.sourceMap!==o.sourceMap||r.supports!==o.supports||r.layer!==o.layer)&&e.update(o=r):e.remove()}}(f,t);t.byIndex=i,r.splice(i,0,{identifier:s,updater:u,references:1})}n.push(s)}return n}o.exports=function(o,a){var n=t(o=o||[],a=a||{});return function(o){o=o||[];for(var i=0;i<n.length;i++){var l=e(n[i]);r[l].references--}for(var p=t(o,a),d=0;d<n.length;d++){var s=e(n[d]);0===r[s].references&&(r[s].updater(),r.splice(s,1))}n=p}}},40(o){var r={};o.exports=function(o,e){var t=function(o){if(void 0===r[o]){var e=document.querySelector(o);if(window.HTMLIFrameElement&&e instanceof window.HTMLIFrameElement)try{e=e.contentDocument.head}catch(o){e=null}r[o]=e}return r[o]}(o);if(!t)throw Error("Couldn't find a style target. This probably means that the value for the 'insert' parameter is invalid.");t.appendChild(e)}},540(o){o.exports=function(o){var r=document.createElement("style");return o.setAttributes(r,o.attributes),o.insert(r,o.options),r}},56(o,r,e){o.exports=function(o){var r=e.nc;r&&o.setAttribute("nonce",r)}},825(o){o.exports=function(o){if("u"<typeof document)return{update:function(){},remove:function(){}};var r=o.insertStyleElement(o);return{update:function(e){var t,a,n;t="",e.supports&&(t+="@supports (".concat(e.supports,") {")),e.media&&(t+="@media ".concat(e.media," {")),(a=void 0!==e.layer)&&(t+="@layer".concat(e.layer.length>0?" ".concat(e.layer):""," {")),t+=e.css,a&&(t+="}"),e.media&&(t+="}"),e.supports&&(t+="}"),(n=e.sourceMap)&&"u">typeof btoa&&(t+="\n/*# sourceMappingURL=data:application/json;base64,".concat(btoa(unescape(encodeURIComponent(JSON.stringify(n))))," */")),o.styleTagTransform(t,r,o.options)},remove:function(){var o;null===(o=r).parentNode||o.parentNode.removeChild(o)}}}},113(o){o.exports=function(o,r){if(r.styleSheet)r.styleSheet.cssText=o;else{for(;r.firstChild;)r.removeChild(r.firstChild);r.appendChild(document.createTextNode(o))}}}}]);