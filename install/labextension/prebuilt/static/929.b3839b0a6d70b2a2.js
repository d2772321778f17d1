"use strict";(self.rspackChunkrowan_browser_tests=self.rspackChunkrowan_browser_tests||[]).push([[929],{368(e,o,t){var r=t(72),n=t.n(r),a=t(825),i=t.n(a),p=t(40),l=t.n(p),s=t(56),c=t.n(s),d=t(540),u=t.n(d),f=t(113),m=t.n(f),h=t(142),v={};v.styleTagTransform=m(),v.setAttributes=c(),v.insert=l().bind(null,"head"),v.domAPI=i(),v.insertStyleElement=u(),n()(h.A,v),h.A&&h.A.locals&&h.A.locals},142(e,o,t){var r=t(601),n=t.n(r),a=t(314),i=(t.n(a))()(n());i.push([e.id,`.rowan-Result {
  padding: 2px 0;
}

.rowan-Bar {
  display: flex;
  gap: 8px;
  align-items: center;
  padding: 2px 0 4px;
  color: var(--jp-ui-font-color1);
  font-family: var(--jp-ui-font-family);
  font-size: var(--jp-ui-font-size1);
}

.rowan-Bar input.jp-mod-styled {
  flex: 0 1 220px;
  min-width: 80px;
  height: 26px;
}

.rowan-Bar button.jp-mod-styled,
.rowan-Head button.jp-mod-styled {
  height: 26px;
  padding: 0 10px;
  line-height: 26px;
  letter-spacing: 0;
  white-space: nowrap;
  color: var(--jp-ui-font-color1);
}

.rowan-Bar button.jp-mod-styled:disabled {
  opacity: 0.5;
}

.rowan-Bar button[aria-pressed='true'] {
  background: var(--jp-layout-color3);
}

.rowan-Info {
  margin-left: auto;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  color: var(--jp-ui-font-color1);
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

.rowan-Below {
  max-height: 320px;
  margin-top: 4px;
  overflow: auto;
  border: 1px solid var(--jp-border-color2);
  color: var(--jp-content-font-color1);
}

.rowan-Head {
  display: flex;
  justify-content: space-between;
  align-items: center;
  padding: 2px 8px;
  background: var(--jp-layout-color2);
  font-family: var(--jp-ui-font-family);
  font-size: var(--jp-ui-font-size1);
}

.rowan-Below pre {
  margin: 0;
  padding: 4px 8px;
  white-space: pre-wrap;
  word-break: break-word;
  font-family: var(--jp-code-font-family);
  font-size: var(--jp-code-font-size);
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
`,""]),t.d(o,{},{A:i})},314(e){e.exports=function(e){var o=[];return o.toString=function(){return this.map(function(o){var t="",r=void 0!==o[5];return o[4]&&(t+="@supports (".concat(o[4],") {")),o[2]&&(t+="@media ".concat(o[2]," {")),r&&(t+="@layer".concat(o[5].length>0?" ".concat(o[5]):""," {")),t+=e(o),r&&(t+="}"),o[2]&&(t+="}"),o[4]&&(t+="}"),t}).join("")},o.i=function(e,t,r,n,a){"string"==typeof e&&(e=[[null,e,void 0]]);var i={};if(r)for(var p=0;p<this.length;p++){var l=this[p][0];null!=l&&(i[l]=!0)}for(var s=0;s<e.length;s++){var c=[].concat(e[s]);r&&i[c[0]]||(void 0!==a&&(void 0===c[5]||(c[1]="@layer".concat(c[5].length>0?" ".concat(c[5]):""," {").concat(c[1],"}")),c[5]=a),t&&(c[2]&&(c[1]="@media ".concat(c[2]," {").concat(c[1],"}")),c[2]=t),n&&(c[4]?(c[1]="@supports (".concat(c[4],") {").concat(c[1],"}"),c[4]=n):c[4]="".concat(n)),o.push(c))}},o}},601(e){e.exports=function(e){return e[1]}},72(e){var o=[];function t(e){for(var t=-1,r=0;r<o.length;r++)if(o[r].identifier===e){t=r;break}return t}function r(e,r){for(var n={},a=[],i=0;i<e.length;i++){var p=e[i],l=r.base?p[0]+r.base:p[0],s=n[l]||0,c="".concat(l," ").concat(s);n[l]=s+1;var d=t(c),u={css:p[1],media:p[2],sourceMap:p[3],supports:p[4],layer:p[5]};if(-1!==d)o[d].references++,o[d].updater(u);else{var f=function(e,o){var t=o.domAPI(o);return t.update(e),function(o){o?(o.css!==e.css||o.media!==e.media||o.sourceMap!==e.sourceMap||o.supports!==e.supports||o.layer!==e.layer)&&t.update(e=o):t.remove()}}(u,r);r.byIndex=i,o.splice(i,0,{identifier:c,updater:f,references:1})}a.push(c)}return a}e.exports=function(e,n){var a=r(e=e||[],n=n||{});return function(e){e=e||[];for(var i=0;i<a.length;i++){var p=t(a[i]);o[p].references--}for(var l=r(e,n),s=0;s<a.length;s++){var c=t(a[s]);0===o[c].references&&(o[c].updater(),o.splice(c,1))}a=l}}},40(e){var o={};e.exports=function(e,t){var r=function(e){if(void 0===o[e]){var t=document.querySelector(e);if(window.HTMLIFrameElement&&t instanceof window.HTMLIFrameElement)try{t=t.contentDocument.head}catch(e){t=null}o[e]=t}return o[e]}(e);if(!r)throw Error("Couldn't find a style target. This probably means that the value for the 'insert' parameter is invalid.");r.appendChild(t)}},540(e){e.exports=function(e){var o=document.createElement("style");return e.setAttributes(o,e.attributes),e.insert(o,e.options),o}},56(e,o,t){e.exports=function(e){var o=t.nc;o&&e.setAttribute("nonce",o)}},825(e){e.exports=function(e){if("u"<typeof document)return{update:function(){},remove:function(){}};var o=e.insertStyleElement(e);return{update:function(t){var r,n,a;r="",t.supports&&(r+="@supports (".concat(t.supports,") {")),t.media&&(r+="@media ".concat(t.media," {")),(n=void 0!==t.layer)&&(r+="@layer".concat(t.layer.length>0?" ".concat(t.layer):""," {")),r+=t.css,n&&(r+="}"),t.media&&(r+="}"),t.supports&&(r+="}"),(a=t.sourceMap)&&"u">typeof btoa&&(r+="\n/*# sourceMappingURL=data:application/json;base64,".concat(btoa(unescape(encodeURIComponent(JSON.stringify(a))))," */")),e.styleTagTransform(r,o,e.options)},remove:function(){var e;null===(e=o).parentNode||e.parentNode.removeChild(e)}}}},113(e){e.exports=function(e,o){if(o.styleSheet)o.styleSheet.cssText=e;else{for(;o.firstChild;)o.removeChild(o.firstChild);o.appendChild(document.createTextNode(e))}}}}]);