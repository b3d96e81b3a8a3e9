package ai.medsyn.vision.tensor;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.global.torch;

/** What is computed from tensors: arithmetic, reductions, comparisons. */
abstract sealed class TensorMath permits Tensor {
    final org.bytedeco.pytorch.Tensor value;

    TensorMath(org.bytedeco.pytorch.Tensor value) {
        this.value = value;
    }

    private static Tensor of(org.bytedeco.pytorch.Tensor value) {
        return Tensor.of(value);
    }

    public Tensor plus(Tensor other) {
        return of(value.add(other.value));
    }

    public Tensor plus(double other) {
        return of(value.add(new Scalar(other)));
    }

    public Tensor minus(Tensor other) {
        return of(value.sub(other.value));
    }

    public Tensor minus(double other) {
        return of(value.sub(new Scalar(other)));
    }

    public Tensor times(Tensor other) {
        return of(value.mul(other.value));
    }

    public Tensor times(double other) {
        return of(value.mul(new Scalar(other)));
    }

    public Tensor dividedBy(Tensor other) {
        return of(value.div(other.value));
    }

    public Tensor dividedBy(double other) {
        return of(value.div(new Scalar(other)));
    }

    public Tensor matmul(Tensor other) {
        return of(value.matmul(other.value));
    }

    public Tensor negate() {
        return of(value.neg());
    }

    public Tensor abs() {
        return of(value.abs());
    }

    public Tensor exp() {
        return of(value.exp());
    }

    public Tensor log() {
        return of(value.log());
    }

    public Tensor sqrt() {
        return of(value.sqrt());
    }

    public Tensor square() {
        return of(value.square());
    }

    public Tensor pow(double exponent) {
        return of(value.pow(new Scalar(exponent)));
    }

    public Tensor relu() {
        return of(value.relu());
    }

    public Tensor sigmoid() {
        return of(value.sigmoid());
    }

    public Tensor tanh() {
        return of(value.tanh());
    }

    public Tensor clampMin(double lowest) {
        return of(value.clamp_min(new Scalar(lowest)));
    }

    public Tensor clampMax(double highest) {
        return of(value.clamp_max(new Scalar(highest)));
    }

    public Tensor clamp(double lowest, double highest) {
        return of(value.clamp(new ScalarOptional(new Scalar(lowest)), new ScalarOptional(new Scalar(highest))));
    }

    public Tensor minimum(Tensor other) {
        return of(value.minimum(other.value));
    }

    public Tensor maximum(Tensor other) {
        return of(value.maximum(other.value));
    }

    // Reductions

    public Tensor sum() {
        return of(value.sum());
    }

    public Tensor sum(long dimension) {
        return of(value.sum(dimension));
    }

    /** Sums over a dimension and keeps it with size 1. */
    public Tensor sumKeeping(long dimension) {
        return sum(dimension).unsqueeze(dimension);
    }

    public Tensor mean() {
        return of(value.mean());
    }

    public Tensor mean(long... dimensions) {
        return of(value.mean(dimensions));
    }

    /** The largest entry. */
    public Tensor max() {
        return of(value.max());
    }

    public Tensor max(long dimension) {
        return of(value.max(dimension).get0());
    }

    /** Index of the first largest entry of a dimension (INT64). */
    public Tensor argmax(long dimension) {
        return of(value.argmax(new LongOptional(dimension), false));
    }

    public Tensor softmax(long dimension) {
        return of(value.softmax(dimension));
    }

    public Tensor logSoftmax(long dimension) {
        return of(value.log_softmax(dimension));
    }

    public Tensor logSumExp(long dimension) {
        return of(value.logsumexp(dimension));
    }

    /** Euclidean norm over a dimension, which stays with size 1. */
    public Tensor norm(long dimension) {
        return of(value.norm(new ScalarOptional(new Scalar(2.0)), new long[] {dimension}, true));
    }

    /** Scaled to Euclidean length 1 along a dimension; lengths below 1e-12 count as 1e-12. */
    public Tensor normalized(long dimension) {
        return dividedBy(norm(dimension).clampMin(1e-12));
    }

    /** The value below which a fraction of all entries lies, with linear interpolation between neighbours; a scalar. */
    public Tensor quantile(double fraction) {
        return of(value.quantile(fraction));
    }

    // Comparison

    public Tensor equalTo(double other) {
        return of(value.eq(new Scalar(other)));
    }

    public Tensor equalTo(Tensor other) {
        return of(value.eq(other.value));
    }

    public Tensor greaterThan(double other) {
        return of(value.gt(new Scalar(other)));
    }

    public Tensor lessThan(Tensor other) {
        return of(value.lt(other.value));
    }

    public Tensor lessThan(double other) {
        return of(value.lt(new Scalar(other)));
    }

    /** A copy with {@code filler} where the BOOL mask is true. */
    public Tensor maskedFill(Tensor mask, double filler) {
        return of(value.masked_fill(mask.value, new Scalar(filler)));
    }

    /** True if an entry is NaN or infinite. */
    public boolean hasNonFinite() {
        return !torch.isfinite(value).all().item_bool();
    }
}
