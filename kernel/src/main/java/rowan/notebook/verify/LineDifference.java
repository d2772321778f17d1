package rowan.notebook.verify;

import java.util.ArrayList;
import java.util.List;

/** The difference of two texts by lines: a longest common subsequence stays, the rest is marked. */
final class LineDifference {

    private static final int CONTEXT = 2;
    private static final int MANY = 3_000;

    private LineDifference() {}

    /** {@code - before}, {@code + after}, and a few lines between that are the same. */
    static List<String> between(String before, String after) {
        List<String> a = before.lines().limit(MANY).toList();
        List<String> b = after.lines().limit(MANY).toList();
        int[][] common = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                common[i][j] = a.get(i).equals(b.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> all = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
                all.add("  " + a.get(i));
                i++;
                j++;
            } else if (j >= b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
                all.add("- " + a.get(i++));
            } else {
                all.add("+ " + b.get(j++));
            }
        }
        return near(all);
    }

    /** Only the lines near a difference. */
    private static List<String> near(List<String> lines) {
        List<String> shown = new ArrayList<>();
        boolean gap = false;
        for (int i = 0; i < lines.size(); i++) {
            boolean close = false;
            for (int j = Math.max(0, i - CONTEXT); j <= Math.min(lines.size() - 1, i + CONTEXT); j++) {
                close |= !lines.get(j).startsWith("  ");
            }
            if (close) {
                shown.add(lines.get(i));
            } else if (!gap) {
                shown.add("  …");
            }
            gap = !close;
        }
        return shown;
    }
}
