/** Names of formats, as libraries made for JJava have them. Knows IJava's. */
package org.dflib.jjava.jupyter.kernel.display.mime;
