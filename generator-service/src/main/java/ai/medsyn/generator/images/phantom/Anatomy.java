package ai.medsyn.generator.images.phantom;

import java.util.Arrays;

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
        int[] contour = contour(lungs);
        mediastinum(lungs, contour);
        new Abdomen(scene).draw(contour);
        new Airways(scene, mediastinum).draw();
        new Skeleton(scene).draw();
        Devices devices = new Devices(scene, mediastinum);
        for (Finding finding : scene.findings.findings()) {
            if (finding.kind().device()) {
                devices.draw(finding);
            } else if (finding.side() == Side.MIDLINE) {
                midline(finding, mediastinum, lungs);
            } else {
                disease(finding, lungs[finding.side() == Side.LEFT ? 1 : 0]);
            }
        }
        vessels(mediastinum, lungs);
        parenchyma(lungs);
        new Fissures(scene).draw(lungs);
        return lungs;
    }

    /** What {@link Patient}, {@link Mediastinum} and {@link Skeleton} have drawn with the anatomy gets its mask here. */
    private void midline(Finding finding, Mediastinum mediastinum, Lung[] lungs) {
        switch (finding.kind()) {
            case CARDIOMEGALY -> copyOrgans(finding, Masks.HEART);
            case AORTIC_TORTUOSITY -> copyOrgans(finding, Masks.AORTA);
            case LOW_LUNG_VOLUMES -> copyOrgans(finding, Masks.RIGHT_LUNG, Masks.LEFT_LUNG);
            case OSTEOPENIA, DEGENERATIVE_SPINE -> copyOrgans(finding, Masks.SPINE);
            case AORTIC_CALCIFICATION -> new MediastinalDisease(scene, mediastinum).calcify(finding);
            case PNEUMOMEDIASTINUM -> new MediastinalDisease(scene, mediastinum).outlineWithAir(finding);
            case HIATAL_HERNIA -> new Abdomen(scene).hiatalGas(finding, mediastinum.hernia);
            case BOWEL_DISTENTION -> new Abdomen(scene).distention(finding);
            case PNEUMOPERITONEUM -> {
                for (Lung lung : lungs) {
                    new Abdomen(scene).freeAir(finding, lung);
                }
            }
            default -> {} // scoliosis, vertebral fracture and a wide mediastinum carry their masks already
        }
    }

    private void disease(Finding finding, Lung lung) {
        switch (finding.kind()) {
            case PLEURAL_EFFUSION -> new PleuralDisease(scene).effusion(finding, lung);
            case PNEUMOTHORAX -> new PleuralDisease(scene).pneumothorax(finding, lung);
            case PLEURAL_THICKENING -> new PleuralDisease(scene).thickening(finding, lung);
            case PLEURAL_PLAQUE -> new PleuralPlaques(scene).draw(finding, lung);
            case CONSOLIDATION -> new AirspaceDisease(scene).consolidation(finding, lung);
            case INFILTRATE -> new AirspaceDisease(scene).infiltrate(finding, lung);
            case ATELECTASIS -> new Atelectasis(scene).draw(finding, lung);
            case LUNG_SCARRING -> new Scarring(scene).draw(finding, lung);
            case PULMONARY_EDEMA -> new InterstitialDisease(scene).edema(finding, lung);
            case PULMONARY_FIBROSIS -> new InterstitialDisease(scene).fibrosis(finding, lung);
            case BRONCHIECTASIS -> new Bronchiectasis(scene, finding, lung).draw();
            case EMPHYSEMA -> new InterstitialDisease(scene).emphysema(finding, lung);
            case NODULE, MASS, GRANULOMA, METASTASES, CAVITY, BULLA -> new FocalLesions(scene).draw(finding, lung);
            case DIAPHRAGMATIC_HERNIA -> new Abdomen(scene).bowelInChest(finding, lung);
            case RIB_FRACTURE -> new PleuralDisease(scene).hematoma(finding, lung);
            case SUBCUTANEOUS_EMPHYSEMA -> new ChestWall(scene).subcutaneousEmphysema(finding);
            case NIPPLE_SHADOW -> new ChestWall(scene).nipple(finding);
            case MEDIASTINAL_SHIFT -> copyOrgans(finding, Masks.HEART, Masks.TRACHEA);
            case HEMIDIAPHRAGM_ELEVATION -> belowLung(finding, lung);
            default -> {} // hila, breasts and clavicles carry their masks already
        }
    }

    private void copyOrgans(Finding finding, int... organs) {
        int bit = scene.masks.lesion(finding.label());
        for (int organ : organs) {
            for (int i = 0; i < scene.body.length; i++) {
                if (scene.masks.has(organ, i)) {
                    scene.masks.set(bit, i);
                }
            }
        }
    }

    /** A raised dome is marked by the strip of 2 cm below its contour. */
    private void belowLung(Finding finding, Lung lung) {
        int bit = scene.masks.lesion(finding.label());
        for (int k = 0; k < lung.count; k++) {
            if (lung.aboveDome[k] <= 0 && lung.aboveDome[k] > -2) {
                scene.masks.set(bit, lung.index[k]);
            }
        }
    }

    /** The row at which the diaphragm begins in each column; between the lungs it runs straight from one dome to the other. */
    private int[] contour(Lung[] lungs) {
        int size = scene.size;
        int[] top = new int[size];
        Arrays.fill(top, size);
        for (Lung lung : lungs) {
            for (int k = 0; k < lung.count; k++) {
                int column = lung.index[k] % size;
                if (lung.aboveDome[k] <= 0 && lung.aboveDome[k] > -0.6f) {
                    top[column] = Math.min(top[column], lung.index[k] / size);
                }
            }
        }
        int last = -1;
        for (int column = 0; column < size; column++) {
            if (top[column] < size) {
                for (int gap = last + 1; last >= 0 && gap < column; gap++) {
                    top[gap] = top[last] + (top[column] - top[last]) * (gap - last) / (column - last);
                }
                last = column;
            }
        }
        return top;
    }

    /** Row by row what lies between the two lung fields, down to the diaphragm: the cardiomediastinal silhouette. */
    private void mediastinum(Lung[] lungs, int[] contour) {
        int size = scene.size;
        int[] right = new int[size];
        int[] left = new int[size];
        Arrays.fill(right, -1);
        Arrays.fill(left, size);
        for (int k = 0; k < lungs[0].count; k++) {
            int row = lungs[0].index[k] / size;
            right[row] = lungs[0].visible(k) ? Math.max(right[row], lungs[0].index[k] % size) : right[row];
        }
        for (int k = 0; k < lungs[1].count; k++) {
            int row = lungs[1].index[k] / size;
            left[row] = lungs[1].visible(k) ? Math.min(left[row], lungs[1].index[k] % size) : left[row];
        }
        for (int row = 0; row < size; row++) {
            for (int column = right[row] + 1; right[row] >= 0 && left[row] < size && column < left[row]; column++) {
                if (row < contour[column]) {
                    scene.masks.organ(Masks.MEDIASTINUM, row * size + column);
                }
            }
        }
    }

    private void vessels(Mediastinum mediastinum, Lung[] lungs) {
        double edema = scene.findings.extent(FindingKind.PULMONARY_EDEMA, Side.MIDLINE);
        double calibre = 1 + (edema > 0 ? 0.12 + 0.2 * edema : 0) - (scene.patient.emphysema > 0 ? 0.06 : 0);
        float[] vessels = new Vessels(scene).draw(mediastinum, calibre);
        float contrast = (float) ((scene.acquisition.soft() - scene.acquisition.lung())
                * scene.dice("contrast").uniform(1.5, 2.7));
        for (Lung lung : lungs) {
            for (int k = 0; k < lung.count; k++) {
                int i = lung.index[k];
                if (vessels[i] > 0) {
                    scene.extra[i] += contrast * vessels[i] * lung.vessels[k] * Shape.step(0.5f, 9, lung.thickness[k]);
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
                scene.extra[i] += 0.042f * noise[i] * lung.vessels[k] * Shape.step(0.5f, 6, lung.thickness[k]);
            }
        }
    }
}
