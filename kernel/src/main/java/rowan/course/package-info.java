/** What a course needs beside its cells: exercises that say what is still missing. Open {@link rowan.course.Exercises} first. Knows {@code workspace} and {@code model}. */
package rowan.course;
