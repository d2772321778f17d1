// Elements of a page, whose texts are texts and never markup.

export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** A button in the look of JupyterLab; its keys are its own, and run no command of the notebook. */
export function button(label, title, action, className = 'jp-mod-styled jp-mod-minimal') {
  const node = element('button', { type: 'button', class: className, title, 'data-lm-suppress-shortcuts': 'true' }, label);
  node.addEventListener('click', action);
  return node;
}
