"use strict";(self.rspackChunkrowan_browser_tests=self.rspackChunkrowan_browser_tests||[]).push([[929],{368(e,t,r){var o=r(72),n=r.n(o),a=r(825),i=r.n(a),p=r(659),l=r.n(p),c=r(56),s=r.n(c),d=r(540),u=r.n(d),f=r(113),m=r.n(f),h=r(142),v={};v.styleTagTransform=m(),v.setAttributes=s(),v.insert=l().bind(null,"head"),v.domAPI=i(),v.insertStyleElement=u(),n()(h.A,v),h.A&&h.A.locals&&h.A.locals},142(e,t,r){var o=r(601),n=r.n(o),a=r(314),i=(r.n(a))()(n());i.push([e.id,`.rowan-Result {
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
`,""]),r.d(t,{},{A:i})},314(e){e.exports=function(e){var t=[];return t.toString=function(){return this.map(function(t){var r="",o=void 0!==t[5];return t[4]&&(r+="@supports (".concat(t[4],") {")),t[2]&&(r+="@media ".concat(t[2]," {")),o&&(r+="@layer".concat(t[5].length>0?" ".concat(t[5]):""," {")),r+=e(t),o&&(r+="}"),t[2]&&(r+="}"),t[4]&&(r+="}"),r}).join("")},t.i=function(e,r,o,n,a){"string"==typeof e&&(e=[[null,e,void 0]]);var i={};if(o)for(var p=0;p<this.length;p++){var l=this[p][0];null!=l&&(i[l]=!0)}for(var c=0;c<e.length;c++){var s=[].concat(e[c]);o&&i[s[0]]||(void 0!==a&&(void 0===s[5]||(s[1]="@layer".concat(s[5].length>0?" ".concat(s[5]):""," {").concat(s[1],"}")),s[5]=a),r&&(s[2]&&(s[1]="@media ".concat(s[2]," {").concat(s[1],"}")),s[2]=r),n&&(s[4]?(s[1]="@supports (".concat(s[4],") {").concat(s[1],"}"),s[4]=n):s[4]="".concat(n)),t.push(s))}},t}},601(e){e.exports=function(e){return e[1]}},72(e){var t=[];function r(e){for(var r=-1,o=0;o<t.length;o++)if(t[o].identifier===e){r=o;break}return r}function o(e,o){for(var n={},a=[],i=0;i<e.length;i++){var p=e[i],l=o.base?p[0]+o.base:p[0],c=n[l]||0,s="".concat(l," ").concat(c);n[l]=c+1;var d=r(s),u={css:p[1],media:p[2],sourceMap:p[3],supports:p[4],layer:p[5]};if(-1!==d)t[d].references++,t[d].updater(u);else{var f=function(e,t){var r=t.domAPI(t);return r.update(e),function(t){t?(t.css!==e.css||t.media!==e.media||t.sourceMap!==e.sourceMap||t.supports!==e.supports||t.layer!==e.layer)&&r.update(e=t):r.remove()}}(u,o);o.byIndex=i,t.splice(i,0,{identifier:s,updater:f,references:1})}a.push(s)}return a}e.exports=function(e,n){var a=o(e=e||[],n=n||{});return function(e){e=e||[];for(var i=0;i<a.length;i++){var p=r(a[i]);t[p].references--}for(var l=o(e,n),c=0;c<a.length;c++){var s=r(a[c]);0===t[s].references&&(t[s].updater(),t.splice(s,1))}a=l}}},659(e){var t={};e.exports=function(e,r){var o=function(e){if(void 0===t[e]){var r=document.querySelector(e);if(window.HTMLIFrameElement&&r instanceof window.HTMLIFrameElement)try{r=r.contentDocument.head}catch(e){r=null}t[e]=r}return t[e]}(e);if(!o)throw Error("Couldn't find a style target. This probably means that the value for the 'insert' parameter is invalid.");o.appendChild(r)}},540(e){e.exports=function(e){var t=document.createElement("style");return e.setAttributes(t,e.attributes),e.insert(t,e.options),t}},56(e,t,r){e.exports=function(e){var t=r.nc;t&&e.setAttribute("nonce",t)}},825(e){e.exports=function(e){if("u"<typeof document)return{update:function(){},remove:function(){}};var t=e.insertStyleElement(e);return{update:function(r){var o,n,a;o="",r.supports&&(o+="@supports (".concat(r.supports,") {")),r.media&&(o+="@media ".concat(r.media," {")),(n=void 0!==r.layer)&&(o+="@layer".concat(r.layer.length>0?" ".concat(r.layer):""," {")),o+=r.css,n&&(o+="}"),r.media&&(o+="}"),r.supports&&(o+="}"),(a=r.sourceMap)&&"u">typeof btoa&&(o+="\n/*# sourceMappingURL=data:application/json;base64,".concat(btoa(unescape(encodeURIComponent(JSON.stringify(a))))," */")),e.styleTagTransform(o,t,e.options)},remove:function(){var e;null===(e=t).parentNode||e.parentNode.removeChild(e)}}}},113(e){e.exports=function(e,t){if(t.styleSheet)t.styleSheet.cssText=e;else{for(;t.firstChild;)t.removeChild(t.firstChild);t.appendChild(document.createTextNode(e))}}}}]);