package ai.medsyn.platform.lineage;

/**
 * A thing in the lineage graph.
 *
 * @param kind {@code job}, {@code model}, {@code corpus}, {@code dataset}, {@code report-set}, {@code entity-bank}, {@code export},
 *     {@code checkpoint}, {@code evaluation}, {@code experiment}
 * @param id its id within the kind
 */
public record LineageNode(String kind, String id) {

    public static LineageNode job(Object id) {
        return new LineageNode("job", id.toString());
    }

    public static LineageNode model(String id) {
        return new LineageNode("model", id);
    }

    public static LineageNode corpus(CorpusId id) {
        return new LineageNode("corpus", id.toString());
    }

    public static LineageNode dataset(DatasetId id) {
        return new LineageNode("dataset", id.toString());
    }

    public static LineageNode checkpoint(Object id) {
        return new LineageNode("checkpoint", id.toString());
    }

    public static LineageNode evaluation(Object id) {
        return new LineageNode("evaluation", id.toString());
    }

    public static LineageNode experiment(Object id) {
        return new LineageNode("experiment", id.toString());
    }

    public static LineageNode entityBank(Object id) {
        return new LineageNode("entity-bank", id.toString());
    }

    public static LineageNode reportSet(Object id) {
        return new LineageNode("report-set", id.toString());
    }
}
