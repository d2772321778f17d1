package rowan.experiment;

/**
 * Student's t distribution with a whole number of degrees of freedom, in closed form (Abramowitz and Stegun, <em>Handbook
 * of Mathematical Functions</em>, 26.7.3 and 26.7.4).
 */
final class StudentT {

    private StudentT() {}

    /** How likely |t| is at most {@code t}. */
    static double within(double t, int degrees) {
        double angle = Math.atan(t / Math.sqrt(degrees));
        double cosine = Math.cos(angle);
        double sum = 0;
        if (degrees % 2 == 1) {
            double term = cosine;
            for (int k = 1; k <= degrees - 2; k += 2) {
                sum += term;
                term *= cosine * cosine * (k + 1) / (k + 2);
            }
            return 2 / Math.PI * (angle + Math.sin(angle) * sum);
        }
        double term = 1;
        for (int k = 0; k <= degrees - 2; k += 2) {
            sum += term;
            term *= cosine * cosine * (k + 1) / (k + 2);
        }
        return Math.sin(angle) * sum;
    }

    /** The t that |t| does not exceed with this probability. */
    static double bound(double probability, int degrees) {
        double low = 0;
        double high = 1;
        while (within(high, degrees) < probability) {
            high *= 2;
        }
        for (int i = 0; i < 200; i++) {
            double middle = (low + high) / 2;
            if (within(middle, degrees) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
