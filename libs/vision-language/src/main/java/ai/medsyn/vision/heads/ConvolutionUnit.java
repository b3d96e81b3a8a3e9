package ai.medsyn.vision.heads;

import ai.medsyn.vision.layers.BatchNorm;
import ai.medsyn.vision.layers.Conv2d;
import ai.medsyn.vision.layers.Layer;
import ai.medsyn.vision.tensor.Tensor;
import java.util.function.UnaryOperator;

/** Convolution, batch normalisation, activation. */
final class ConvolutionUnit extends Layer {
    private final Conv2d convolution;
    private final BatchNorm normalisation;
    private final UnaryOperator<Tensor> activation;

    /** What the parts are called. */
    record Names(String convolution, String normalisation) {}

    ConvolutionUnit(Conv2d convolution, long out, Names names, UnaryOperator<Tensor> activation) {
        this.convolution = child(names.convolution(), convolution);
        normalisation = child(names.normalisation(), BatchNorm.affine(out));
        this.activation = activation;
    }

    Tensor forward(Tensor input) {
        return activation.apply(normalisation.forward(convolution.forward(input)));
    }
}
