package ai.medsyn.evaluation.metrics;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/**
 * Distances between the features of real and synthetic images (domain-spec 7.1-7.3). Rows are images, columns features. Every result
 * depends on the encoder, its preprocessing and the counts: report them beside it.
 */
public final class FeatureSets {

    private FeatureSets() {}

    /**
     * Frechet distance between Gaussians: |mu1 - mu2|^2 + tr S1 + tr S2 - 2 tr (S1 S2)^(1/2), covariances unbiased.
     *
     * <p>With A A^T = S the trace of the root is the nuclear norm of A1^T A2; the triangular factor of the centred features is such
     * an A^T. So nothing is squared, and sets with fewer images than features need no fudge term.
     *
     * @param real [n, d], n of at least 2
     * @param synthetic [m, d], m of at least 2
     */
    public static double frechet(double[][] real, double[][] synthetic) {
        requireSameWidth(real, synthetic, 2);
        double[] meanReal = mean(real);
        double[] meanSynthetic = mean(synthetic);
        double distance = 0;
        for (int i = 0; i < meanReal.length; i++) {
            double delta = meanReal[i] - meanSynthetic[i];
            distance += delta * delta;
        }
        RealMatrix factorReal = covarianceFactor(real, meanReal);
        RealMatrix factorSynthetic = covarianceFactor(synthetic, meanSynthetic);
        double root = 0; // tr (S1 S2)^(1/2)
        for (double singular :
                new SingularValueDecomposition(factorReal.multiplyTransposed(factorSynthetic)).getSingularValues()) {
            root += singular;
        }
        return distance + squares(factorReal) + squares(factorSynthetic) - 2 * root;
    }

    /**
     * Kernel distance: unbiased MMD^2 with k(x, y) = (x.y / d + 1)^3 on the first min(n, m) rows of each.
     *
     * @return about 0 for equal distributions, may be slightly negative
     */
    public static double kernelDistance(double[][] real, double[][] synthetic) {
        requireSameWidth(real, synthetic, 2);
        int m = Math.min(real.length, synthetic.length);
        double within = 0;
        double across = 0;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                within += i == j ? 0 : kernel(real[i], real[j]) + kernel(synthetic[i], synthetic[j]);
                across += kernel(real[i], synthetic[j]);
            }
        }
        return within / ((double) m * (m - 1)) - 2 * across / ((double) m * m);
    }

    /**
     * Fidelity and diversity by nearest neighbours (Kynkaanniemi et al. 2019; Naeem et al. 2020), distances strictly below radii.
     *
     * @param precision share of synthetic images within the neighbourhood of a real one, 0..1
     * @param recall share of real images within the neighbourhood of a synthetic one, 0..1
     * @param density real neighbourhoods around a synthetic image, divided by k; may exceed 1
     * @param coverage share of real neighbourhoods that hold a synthetic image, 0..1
     */
    public record Manifold(double precision, double recall, double density, double coverage) {}

    /** @param k which neighbour gives the radius, 5 by custom; below the size of each set */
    public static Manifold manifold(double[][] real, double[][] synthetic, int k) {
        requireSameWidth(real, synthetic, k + 1);
        double[] realRadius = radii(real, k);
        double[] syntheticRadius = radii(synthetic, k);
        boolean[] precise = new boolean[synthetic.length];
        int recalled = 0;
        int covered = 0;
        long dense = 0;
        for (int i = 0; i < real.length; i++) {
            boolean recall = false;
            boolean cover = false;
            for (int j = 0; j < synthetic.length; j++) {
                double distance = distance(real[i], synthetic[j]);
                boolean near = distance < realRadius[i];
                precise[j] |= near;
                cover |= near;
                dense += near ? 1 : 0;
                recall |= distance < syntheticRadius[j];
            }
            recalled += recall ? 1 : 0;
            covered += cover ? 1 : 0;
        }
        int inside = 0;
        for (boolean each : precise) {
            inside += each ? 1 : 0;
        }
        return new Manifold(
                (double) inside / synthetic.length,
                (double) recalled / real.length,
                dense / ((double) k * synthetic.length),
                (double) covered / real.length);
    }

    /** Distance to the nearest row of the others, per row. */
    public static double[] nearest(double[][] rows, double[][] others) {
        int[] which = nearestRows(rows, others);
        double[] nearest = new double[rows.length];
        Arrays.setAll(nearest, i -> distance(rows[i], others[which[i]]));
        return nearest;
    }

    /** Index of the nearest row of the others, per row; the first of equally near ones. */
    public static int[] nearestRows(double[][] rows, double[][] others) {
        requireSameWidth(rows, others, 1);
        int[] nearest = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double least = Double.POSITIVE_INFINITY;
            for (int j = 0; j < others.length; j++) {
                double distance = distance(rows[i], others[j]);
                if (distance < least) {
                    least = distance;
                    nearest[i] = j;
                }
            }
        }
        return nearest;
    }

    /** Distance of each row to its k-th nearest other row. */
    private static double[] radii(double[][] rows, int k) {
        double[] radii = new double[rows.length];
        double[] distances = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                distances[j] = distance(rows[i], rows[j]);
            }
            Arrays.sort(distances); // the smallest is the row itself
            radii[i] = distances[k];
        }
        return radii;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double delta = a[i] - b[i];
            sum += delta * delta;
        }
        return Math.sqrt(sum);
    }

    private static double kernel(double[] a, double[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
        }
        double base = dot / a.length + 1;
        return base * base * base;
    }

    private static double[] mean(double[][] rows) {
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / rows.length;
            }
        }
        return mean;
    }

    /** R with R^T R = covariance: [min(n, d), d], from the QR decomposition of the centred rows / sqrt(n - 1). */
    private static RealMatrix covarianceFactor(double[][] rows, double[] mean) {
        double scale = 1 / Math.sqrt(rows.length - 1.0);
        RealMatrix centred = new Array2DRowRealMatrix(rows.length, mean.length);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < mean.length; j++) {
                centred.setEntry(i, j, (rows[i][j] - mean[j]) * scale);
            }
        }
        if (rows.length <= mean.length) {
            return centred;
        }
        return new QRDecomposition(centred).getR().getSubMatrix(0, mean.length - 1, 0, mean.length - 1);
    }

    private static double squares(RealMatrix matrix) {
        double norm = matrix.getFrobeniusNorm();
        return norm * norm;
    }

    private static void requireSameWidth(double[][] a, double[][] b, int least) {
        if (a.length < least || b.length < least) {
            throw new MetricUndefined(
                    "expected at least " + least + " images in each set, found " + a.length + " and " + b.length);
        }
        for (double[][] rows : new double[][][] {a, b}) {
            for (double[] row : rows) {
                if (row.length != a[0].length) {
                    throw new MetricUndefined("expected " + a[0].length + " features an image, found " + row.length);
                }
                for (double value : row) {
                    if (!Double.isFinite(value)) {
                        throw new MetricUndefined("expected finite features, found " + value + "; look at the encoder");
                    }
                }
            }
        }
    }
}
