/** The table of commands, and nothing else: each row says what a command is called, what it takes and who carries it out. Open {@link rowan.magic.Magics} first. Knows every engine. */
package rowan.magic;
