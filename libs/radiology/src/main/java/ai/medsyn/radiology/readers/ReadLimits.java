package ai.medsyn.radiology.readers;

/**
 * How much a reader takes before it refuses.
 *
 * @param reportBytes bytes of one report, uncompressed
 * @param reports number of reports (archive entries or CSV rows)
 * @param totalBytes bytes of the whole, uncompressed
 */
public record ReadLimits(int reportBytes, int reports, long totalBytes) {

    /** 1 MiB a report, one million reports, 4 GiB in total: several times the largest public collection. */
    public static final ReadLimits DEFAULT = new ReadLimits(1 << 20, 1_000_000, 4L << 30);
}
