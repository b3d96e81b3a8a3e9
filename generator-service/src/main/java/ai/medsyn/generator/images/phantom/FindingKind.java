package ai.medsyn.generator.images.phantom;

import static ai.medsyn.generator.images.phantom.FindingKind.Place.BOTH_SIDES;
import static ai.medsyn.generator.images.phantom.FindingKind.Place.MIDLINE;
import static ai.medsyn.generator.images.phantom.FindingKind.Place.ONE_SIDE;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the phantom can draw, and the lexicon's concepts that it draws so. */
enum FindingKind {
    CARDIOMEGALY(
            MIDLINE,
            "cardiomegaly",
            "borderline heart size",
            "left ventricular enlargement",
            "globular heart",
            "cardiomyopathy",
            "pericardial effusion",
            "congestive heart failure"),
    AORTIC_TORTUOSITY(MIDLINE, "aortic tortuosity", "ectatic aorta", "aortic enlargement", "aortic aneurysm"),
    MEDIASTINAL_WIDENING(MIDLINE, "mediastinal widening", "mediastinal lymphadenopathy", "mediastinal hematoma"),
    SCOLIOSIS(MIDLINE, "scoliosis", "dextroscoliosis", "levoscoliosis"),
    LOW_LUNG_VOLUMES(MIDLINE, "low lung volumes", "poor inspiration"),
    EMPHYSEMA(
            BOTH_SIDES,
            "emphysema",
            "bullous emphysema",
            "centrilobular emphysema",
            "chronic obstructive pulmonary disease",
            "hyperinflation",
            "diaphragmatic flattening"),
    PULMONARY_EDEMA(
            BOTH_SIDES,
            "pulmonary edema",
            "interstitial edema",
            "alveolar edema",
            "perihilar vascular prominence",
            "vascular congestion",
            "congestive heart failure",
            "fluid overload",
            "acute respiratory distress syndrome",
            "kerley b lines"),
    PULMONARY_FIBROSIS(
            BOTH_SIDES,
            "pulmonary fibrosis",
            "interstitial opacity",
            "chronic interstitial changes",
            "septal thickening",
            "reticular opacity",
            "interstitial lung disease",
            "honeycombing"),
    HEMIDIAPHRAGM_ELEVATION(ONE_SIDE, "hemidiaphragm elevation"),
    HILAR_PROMINENCE(
            BOTH_SIDES, "hilar prominence", "hilar lymphadenopathy", "lymphadenopathy", "pulmonary artery enlargement"),
    CONSOLIDATION(
            ONE_SIDE,
            "consolidation",
            "pneumonia",
            "lobar pneumonia",
            "multifocal pneumonia",
            "patchy opacity",
            "hazy opacity",
            "retrocardiac opacity",
            "perihilar opacity",
            "pulmonary infection",
            "airspace opacity",
            "opacity",
            "aspiration",
            "air bronchograms"),
    INFILTRATE(ONE_SIDE, "infiltrate", "ground glass opacity", "pulmonary contusion", "pulmonary hemorrhage"),
    ATELECTASIS(
            ONE_SIDE,
            "atelectasis",
            "subsegmental atelectasis",
            "linear atelectasis",
            "compressive atelectasis",
            "lobar collapse",
            "volume loss"),
    MASS(ONE_SIDE, "mass", "spiculated mass", "hilar mass", "lung cancer"),
    NODULE(
            ONE_SIDE,
            "nodule",
            "solitary pulmonary nodule",
            "calcified nodule",
            "rounded opacity",
            "focal lesion",
            "nodular opacity"),
    GRANULOMA(ONE_SIDE, "granuloma", "calcified granuloma", "granulomatous disease"),
    METASTASES(BOTH_SIDES, "metastatic disease", "pulmonary metastases", "multiple nodules"),
    PLEURAL_EFFUSION(
            ONE_SIDE,
            "pleural effusion",
            "loculated pleural effusion",
            "subpulmonic effusion",
            "parapneumonic effusion",
            "hemothorax",
            "empyema",
            "costophrenic angle blunting"),
    PNEUMOTHORAX(ONE_SIDE, "pneumothorax", "tension pneumothorax", "hydropneumothorax"),
    PACEMAKER(
            ONE_SIDE,
            "pacemaker",
            "dual chamber pacemaker",
            "single lead pacemaker",
            "biventricular pacemaker",
            "implantable cardioverter defibrillator"),
    ENDOTRACHEAL_TUBE(MIDLINE, "endotracheal tube"),
    ENTERIC_TUBE(MIDLINE, "enteric tube", "nasogastric tube", "feeding tube"),
    CENTRAL_VENOUS_CATHETER(
            ONE_SIDE,
            "central venous catheter",
            "internal jugular catheter",
            "subclavian catheter",
            "hickman catheter",
            "picc line",
            "dialysis catheter"),
    PORT_CATHETER(ONE_SIDE, "port catheter"),
    CHEST_TUBE(ONE_SIDE, "chest tube", "pigtail catheter"),
    STERNOTOMY_WIRES(MIDLINE, "sternotomy wires"),
    MONITORING_LEADS(MIDLINE, "monitoring leads");

    /** Where a finding lies if the text does not say. */
    enum Place {
        MIDLINE,
        ONE_SIDE,
        BOTH_SIDES
    }

    private static final Map<String, List<FindingKind>> BY_CONCEPT = byConcept();

    final Place place;
    private final List<String> concepts;

    FindingKind(Place place, String... concepts) {
        this.place = place;
        this.concepts = List.of(concepts);
    }

    /** What to draw for a concept; empty if the phantom cannot draw it. */
    static List<FindingKind> of(String concept) {
        return BY_CONCEPT.getOrDefault(concept, List.of());
    }

    List<String> concepts() {
        return concepts;
    }

    /** The name under which masks and lineage know it. */
    String label() {
        return concepts.get(0);
    }

    /** How often it lies on the right if nothing is said: implants have their habits, disease hardly any. */
    double rightShare() {
        return switch (this) {
            case PACEMAKER -> 0.15;
            case CENTRAL_VENOUS_CATHETER, PORT_CATHETER -> 0.68;
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

    private static Map<String, List<FindingKind>> byConcept() {
        Map<String, List<FindingKind>> map = new HashMap<>();
        for (FindingKind kind : values()) {
            for (String concept : kind.concepts) {
                map.merge(concept, List.of(kind), (a, b) -> List.of(a.get(0), b.get(0)));
            }
        }
        return Map.copyOf(map);
    }
}
