/** How values are drawn, as libraries made for JJava say it. Open {@link org.dflib.jjava.jupyter.kernel.display.Renderer} first. Knows IJava's, and what Rowan draws with. */
package org.dflib.jjava.jupyter.kernel.display;
