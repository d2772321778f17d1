"use strict";(self.rspackChunkrowan_browser_tests=self.rspackChunkrowan_browser_tests||[]).push([[929],{368(e,t,o){var r=o(72),n=o.n(r),a=o(825),i=o.n(a),p=o(659),l=o.n(p),c=o(56),s=o.n(c),d=o(540),u=o.n(d),f=o(113),m=o.n(f),v=o(142),h={};h.styleTagTransform=m(),h.setAttributes=s(),h.insert=l().bind(null,"head"),h.domAPI=i(),h.insertStyleElement=u(),n()(v.A,h),v.A&&v.A.locals&&v.A.locals},142(e,t,o){var r=o(601),n=o.n(r),a=o(314),i=(o.n(a))()(n());i.push([e.id,`.rowan-Result {
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
`,""]),o.d(t,{},{A:i})},314(e){e.exports=function(e){var t=[];return t.toString=function(){return this.map(function(t){var o="",r=void 0!==t[5];return t[4]&&(o+="@supports (".concat(t[4],") {")),t[2]&&(o+="@media ".concat(t[2]," {")),r&&(o+="@layer".concat(t[5].length>0?" ".concat(t[5]):""," {")),o+=e(t),r&&(o+="}"),t[2]&&(o+="}"),t[4]&&(o+="}"),o}).join("")},t.i=function(e,o,r,n,a){"string"==typeof e&&(e=[[null,e,void 0]]);var i={};if(r)for(var p=0;p<this.length;p++){var l=this[p][0];null!=l&&(i[l]=!0)}for(var c=0;c<e.length;c++){var s=[].concat(e[c]);r&&i[s[0]]||(void 0!==a&&(void 0===s[5]||(s[1]="@layer".concat(s[5].length>0?" ".concat(s[5]):""," {").concat(s[1],"}")),s[5]=a),o&&(s[2]&&(s[1]="@media ".concat(s[2]," {").concat(s[1],"}")),s[2]=o),n&&(s[4]?(s[1]="@supports (".concat(s[4],") {").concat(s[1],"}"),s[4]=n):s[4]="".concat(n)),t.push(s))}},t}},601(e){e.exports=function(e){return e[1]}},72(e){var t=[];function o(e){for(var o=-1,r=0;r<t.length;r++)if(t[r].identifier===e){o=r;break}return o}function r(e,r){for(var n={},a=[],i=0;i<e.length;i++){var p=e[i],l=r.base?p[0]+r.base:p[0],c=n[l]||0,s="".concat(l," ").concat(c);n[l]=c+1;var d=o(s),u={css:p[1],media:p[2],sourceMap:p[3],supports:p[4],layer:p[5]};if(-1!==d)t[d].references++,t[d].updater(u);else{var f=function(e,t){var o=t.domAPI(t);return o.update(e),function(t){t?(t.css!==e.css||t.media!==e.media||t.sourceMap!==e.sourceMap||t.supports!==e.supports||t.layer!==e.layer)&&o.update(e=t):o.remove()}}(u,r);r.byIndex=i,t.splice(i,0,{identifier:s,updater:f,references:1})}a.push(s)}return a}e.exports=function(e,n){var a=r(e=e||[],n=n||{});return function(e){e=e||[];for(var i=0;i<a.length;i++){var p=o(a[i]);t[p].references--}for(var l=r(e,n),c=0;c<a.length;c++){var s=o(a[c]);0===t[s].references&&(t[s].updater(),t.splice(s,1))}a=l}}},659(e){var t={};e.exports=function(e,o){var r=function(e){if(void 0===t[e]){var o=document.querySelector(e);if(window.HTMLIFrameElement&&o instanceof window.HTMLIFrameElement)try{o=o.contentDocument.head}catch(e){o=null}t[e]=o}return t[e]}(e);if(!r)throw Error("Couldn't find a style target. This probably means that the value for the 'insert' parameter is invalid.");r.appendChild(o)}},540(e){e.exports=function(e){var t=document.createElement("style");return e.setAttributes(t,e.attributes),e.insert(t,e.options),t}},56(e,t,o){e.exports=function(e){var t=o.nc;t&&e.setAttribute("nonce",t)}},825(e){e.exports=function(e){if("u"<typeof document)return{update:function(){},remove:function(){}};var t=e.insertStyleElement(e);return{update:function(o){var r,n,a;r="",o.supports&&(r+="@supports (".concat(o.supports,") {")),o.media&&(r+="@media ".concat(o.media," {")),(n=void 0!==o.layer)&&(r+="@layer".concat(o.layer.length>0?" ".concat(o.layer):""," {")),r+=o.css,n&&(r+="}"),o.media&&(r+="}"),o.supports&&(r+="}"),(a=o.sourceMap)&&"u">typeof btoa&&(r+="\n/*# sourceMappingURL=data:application/json;base64,".concat(btoa(unescape(encodeURIComponent(JSON.stringify(a))))," */")),e.styleTagTransform(r,t,e.options)},remove:function(){var e;null===(e=t).parentNode||e.parentNode.removeChild(e)}}}},113(e){e.exports=function(e,t){if(t.styleSheet)t.styleSheet.cssText=e;else{for(;t.firstChild;)t.removeChild(t.firstChild);t.appendChild(document.createTextNode(e))}}}}]);