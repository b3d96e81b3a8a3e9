package ai.medsyn.vision.layers;

import java.util.List;

/** Weights do not fit a network; the message lists everything that is wrong, not the first thing only. */
public final class WeightMismatchException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> missing;
    private final transient List<String> unexpected;
    private final transient List<String> misshapen;

    WeightMismatchException(String network, List<String> missing, List<String> unexpected, List<String> misshapen) {
        super("Weights do not fit " + network + ": " + missing.size() + " missing " + missing + "; " + unexpected.size()
                + " unexpected " + unexpected + "; " + misshapen.size() + " of wrong shape " + misshapen
                + ". Choose the architecture that the weights were made for, or rename them.");
        this.missing = List.copyOf(missing);
        this.unexpected = List.copyOf(unexpected);
        this.misshapen = List.copyOf(misshapen);
    }

    /** Names that the network has and the weights lack. */
    public List<String> missing() {
        return missing;
    }

    /** Names that the weights have and the network lacks. */
    public List<String> unexpected() {
        return unexpected;
    }

    /** One line per tensor: name, expected and found shape. */
    public List<String> misshapen() {
        return misshapen;
    }
}
