package ai.medsyn.generator.images.phantom;

/** Puts a patient together: body, heart and vessels, lungs, disease, bones, devices. */
final class Anatomy {

    private final Scene scene;

    Anatomy(Scene scene) {
        this.scene = scene;
    }

    /** Fills the scene's maps and returns the two lungs as disease has left them. */
    Lung[] build() {
        new Body(scene).draw();
        Mediastinum mediastinum = new Mediastinum(scene);
        Lung[] lungs = {
            new LungShape(scene, mediastinum, Side.RIGHT).build(), new LungShape(scene, mediastinum, Side.LEFT).build()
        };
        Devices devices = new Devices(scene, mediastinum);
        for (Finding finding : scene.findings.findings()) {
            if (finding.kind().device()) {
                devices.draw(finding);
            } else if (finding.side() != Side.MIDLINE) {
                disease(finding, lungs[finding.side() == Side.LEFT ? 1 : 0]);
            } else if (finding.kind() == FindingKind.CARDIOMEGALY || finding.kind() == FindingKind.AORTIC_TORTUOSITY) {
                copyOrgan(finding, finding.kind() == FindingKind.CARDIOMEGALY ? Masks.HEART : Masks.AORTA);
            }
        }
        vessels(mediastinum, lungs);
        parenchyma(lungs);
        new Airways(scene, mediastinum).draw();
        new Skeleton(scene).draw();
        return lungs;
    }

    private void disease(Finding finding, Lung lung) {
        switch (finding.kind()) {
            case PLEURAL_EFFUSION -> new PleuralDisease(scene).effusion(finding, lung);
            case PNEUMOTHORAX -> new PleuralDisease(scene).pneumothorax(finding, lung);
            case CONSOLIDATION -> new AirspaceDisease(scene).consolidation(finding, lung);
            case INFILTRATE -> new AirspaceDisease(scene).infiltrate(finding, lung);
            case ATELECTASIS -> new AirspaceDisease(scene).atelectasis(finding, lung);
            case PULMONARY_EDEMA -> new InterstitialDisease(scene).edema(finding, lung);
            case PULMONARY_FIBROSIS -> new InterstitialDisease(scene).fibrosis(finding, lung);
            case EMPHYSEMA -> new InterstitialDisease(scene).emphysema(finding, lung);
            case NODULE, MASS, GRANULOMA, METASTASES -> new FocalLesions(scene).draw(finding, lung);
            default -> {} // hila and diaphragm are part of the anatomy that Patient and Vessels have drawn
        }
    }

    private void copyOrgan(Finding finding, int organ) {
        int bit = scene.masks.lesion(finding.label());
        for (int i = 0; i < scene.body.length; i++) {
            if (scene.masks.has(organ, i)) {
                scene.masks.set(bit, i);
            }
        }
    }

    private void vessels(Mediastinum mediastinum, Lung[] lungs) {
        double edema = scene.findings.extent(FindingKind.PULMONARY_EDEMA, Side.MIDLINE);
        double calibre = 1 + (edema > 0 ? 0.12 + 0.2 * edema : 0) - (scene.patient.emphysema > 0 ? 0.15 : 0);
        float[] vessels = new Vessels(scene).draw(mediastinum, calibre);
        float contrast = (float) ((scene.acquisition.soft() - scene.acquisition.lung())
                * scene.dice("contrast").uniform(1.7, 2.5));
        for (Lung lung : lungs) {
            for (int k = 0; k < lung.count; k++) {
                int i = lung.index[k];
                if (vessels[i] > 0) {
                    scene.extra[i] += contrast * vessels[i] * lung.vessels[k] * Shape.step(0.5f, 4, lung.thickness[k]);
                }
            }
        }
    }

    /** The grain of vessels, bronchi and septa too fine to be drawn one by one. */
    private void parenchyma(Lung[] lungs) {
        float[] noise = scene.noise("lung texture", 2.4, 0.14, 0.62);
        for (Lung lung : lungs) {
            for (int k = 0; k < lung.count; k++) {
                int i = lung.index[k];
                scene.extra[i] += 0.03f * noise[i] * lung.vessels[k] * Shape.step(0.5f, 6, lung.thickness[k]);
            }
        }
    }
}
