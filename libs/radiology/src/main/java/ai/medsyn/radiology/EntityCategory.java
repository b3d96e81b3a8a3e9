package ai.medsyn.radiology;

/** The five categories of RaTE-NER, from which SynCXR samples (arXiv 2410.13523). */
public enum EntityCategory {
    ABNORMALITY,
    NON_ABNORMALITY,
    DISEASE,
    NON_DISEASE,
    ANATOMY;

    /** True for the four categories that describe a clinical state; ANATOMY is the fifth. */
    public boolean clinical() {
        return this != ANATOMY;
    }
}
