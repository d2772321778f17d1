/** Installing, removing and examining Rowan on a machine. Open {@link rowan.setup.Installer} first. Knows the model. */
package rowan.setup;
