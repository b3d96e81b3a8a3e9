package ai.medsyn.gateway.experiments.table;

/** A row of the table: a method, trained on an arm. */
public record Row(String method, String arm) {

    @Override
    public String toString() {
        return method + " (" + arm + ")";
    }
}
