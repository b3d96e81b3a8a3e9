package ai.medsyn.generator.images.phantom;

import static ai.medsyn.generator.images.phantom.FindingKind.Place.BOTH_SIDES;
import static ai.medsyn.generator.images.phantom.FindingKind.Place.MIDLINE;
import static ai.medsyn.generator.images.phantom.FindingKind.Place.ONE_SIDE;

import java.util.List;

/** What the phantom can draw; {@link DrawnConcepts} says for which concepts of the lexicon. Devices come last. */
enum FindingKind {
    CARDIOMEGALY(MIDLINE),
    AORTIC_TORTUOSITY(MIDLINE),
    AORTIC_CALCIFICATION(MIDLINE),
    MEDIASTINAL_WIDENING(MIDLINE),
    MEDIASTINAL_SHIFT(ONE_SIDE),
    PNEUMOMEDIASTINUM(MIDLINE),
    HIATAL_HERNIA(MIDLINE),
    DIAPHRAGMATIC_HERNIA(ONE_SIDE),
    PNEUMOPERITONEUM(MIDLINE),
    BOWEL_DISTENTION(MIDLINE),
    SCOLIOSIS(MIDLINE),
    DEGENERATIVE_SPINE(MIDLINE),
    VERTEBRAL_FRACTURE(MIDLINE),
    OSTEOPENIA(MIDLINE),
    LOW_LUNG_VOLUMES(MIDLINE),
    EMPHYSEMA(BOTH_SIDES),
    PULMONARY_EDEMA(BOTH_SIDES),
    PULMONARY_FIBROSIS(BOTH_SIDES),
    BRONCHIECTASIS(BOTH_SIDES),
    HEMIDIAPHRAGM_ELEVATION(ONE_SIDE),
    HILAR_PROMINENCE(BOTH_SIDES),
    CONSOLIDATION(ONE_SIDE),
    INFILTRATE(ONE_SIDE),
    ATELECTASIS(ONE_SIDE),
    LUNG_SCARRING(ONE_SIDE),
    MASS(ONE_SIDE),
    NODULE(ONE_SIDE),
    CAVITY(ONE_SIDE),
    BULLA(ONE_SIDE),
    GRANULOMA(ONE_SIDE),
    METASTASES(BOTH_SIDES),
    PLEURAL_THICKENING(ONE_SIDE),
    PLEURAL_PLAQUE(BOTH_SIDES),
    PLEURAL_EFFUSION(ONE_SIDE),
    PNEUMOTHORAX(ONE_SIDE),
    RIB_FRACTURE(ONE_SIDE),
    CLAVICLE_FRACTURE(ONE_SIDE),
    SUBCUTANEOUS_EMPHYSEMA(ONE_SIDE),
    NIPPLE_SHADOW(BOTH_SIDES),
    MASTECTOMY(ONE_SIDE),
    PACEMAKER(ONE_SIDE),
    ENDOTRACHEAL_TUBE(MIDLINE),
    TRACHEOSTOMY_TUBE(MIDLINE),
    ENTERIC_TUBE(MIDLINE),
    CENTRAL_VENOUS_CATHETER(ONE_SIDE),
    PICC(ONE_SIDE),
    PULMONARY_ARTERY_CATHETER(MIDLINE),
    BALLOON_PUMP(MIDLINE),
    PORT_CATHETER(ONE_SIDE),
    CHEST_TUBE(ONE_SIDE),
    MEDIASTINAL_DRAIN(MIDLINE),
    STERNOTOMY_WIRES(MIDLINE),
    SURGICAL_CLIPS(ONE_SIDE),
    BYPASS_CLIPS(MIDLINE),
    CHOLECYSTECTOMY_CLIPS(MIDLINE),
    HEART_VALVE(MIDLINE),
    LOOP_RECORDER(MIDLINE),
    SPINAL_HARDWARE(MIDLINE),
    SHOULDER_PROSTHESIS(ONE_SIDE),
    BREAST_IMPLANTS(BOTH_SIDES),
    MONITORING_LEADS(MIDLINE);

    /** Where a finding lies if the text does not say. */
    enum Place {
        MIDLINE,
        ONE_SIDE,
        BOTH_SIDES
    }

    final Place place;

    FindingKind(Place place) {
        this.place = place;
    }

    List<String> concepts() {
        return DrawnConcepts.of(this);
    }

    /** The name under which masks and lineage know it. */
    String label() {
        return concepts().get(0);
    }

    /** How often it lies on the right if nothing is said: implants have their habits, disease hardly any. */
    double rightShare() {
        return switch (this) {
            case PACEMAKER -> 0.15;
            case CENTRAL_VENOUS_CATHETER, PORT_CATHETER, PICC -> 0.68;
            case DIAPHRAGMATIC_HERNIA -> 0.2;
            default -> 0.53;
        };
    }

    /** True for what lies where the disease lies: disease itself, and the tube that drains it. */
    boolean followsDisease() {
        return !device() || this == CHEST_TUBE;
    }

    boolean device() {
        return ordinal() >= PACEMAKER.ordinal();
    }
}
