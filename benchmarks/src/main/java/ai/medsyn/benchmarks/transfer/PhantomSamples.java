package ai.medsyn.benchmarks.transfer;

import ai.medsyn.generator.images.GeneratedImage;
import ai.medsyn.generator.images.ImageRequest;
import ai.medsyn.generator.images.phantom.PhantomGenerator;
import ai.medsyn.imaging.ContactSheet;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.LexiconExtractor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Draws the pages of samples of docs/phantom.md. Argument: the folder for the PNGs. */
final class PhantomSamples {

    private static final int DRAWN_AT = 512;
    private static final int TILE = 232;
    private static final int COLUMNS = 6;

    /** One seed for both degrees of a finding: the same patient, less and more ill. */
    private static final List<String> COMMON = List.of(
            "Mild cardiomegaly.",
            "Severe cardiomegaly.",
            "Small left pleural effusion.",
            "Large left pleural effusion.",
            "Small right pneumothorax.",
            "Large right pneumothorax.",
            "Mild right lower lobe consolidation.",
            "Severe right lower lobe consolidation.",
            "Mild left basilar atelectasis.",
            "Severe left basilar atelectasis.",
            "Mild pulmonary edema.",
            "Severe pulmonary edema.",
            "Mild emphysema.",
            "Severe emphysema.",
            "Mild pulmonary fibrosis.",
            "Severe pulmonary fibrosis.",
            "1 cm nodule in the right upper lobe.",
            "3 cm nodule in the right upper lobe.",
            "Small left lung mass.",
            "Large left lung mass.",
            "Mild right pleural thickening.",
            "Severe right pleural thickening.",
            "Small hiatal hernia.",
            "Large hiatal hernia.",
            "Mild patchy bilateral infiltrates.",
            "Severe patchy bilateral infiltrates.",
            "Mild right upper lobe collapse.",
            "Severe right upper lobe collapse.",
            "Mild scoliosis.",
            "Severe scoliosis.");

    /**
     * One for each pair. Of a few patients with an evenly exposed PA film, tried for each finding, the one on whose small picture it shows
     * best, so that these films are clearer than the average one; those of {@link #normal()} are a plain run of seeds.
     */
    private static final int[] PATIENTS = {816, 926, 921, 898, 862, 825, 808, 926, 818, 815, 874, 868, 870, 849, 957};

    private static final List<String> RARER = List.of(
            "Small loculated right pleural effusion.",
            "Large loculated right pleural effusion.",
            "Moderate left pneumothorax.",
            "Tension pneumothorax on the left.",
            "Mild peripheral bilateral opacities, COVID-19 pneumonia.",
            "Severe peripheral bilateral opacities, COVID-19 pneumonia.",
            "Small cavitary lesion in the right upper lobe.",
            "Large cavitary lesion in the right upper lobe.",
            "Mild miliary nodules.",
            "Severe miliary nodules.",
            "Mild pulmonary metastases.",
            "Severe pulmonary metastases.",
            "Mild bronchiectasis.",
            "Severe bronchiectasis.",
            "Small right upper lobe bulla.",
            "Large right upper lobe bulla.",
            "Mild left apical scarring.",
            "Severe left apical scarring.",
            "Mild calcified pleural plaques.",
            "Severe calcified pleural plaques.",
            "Mild bilateral hilar lymphadenopathy.",
            "Severe bilateral hilar lymphadenopathy.",
            "Mild mediastinal widening.",
            "Severe mediastinal widening.",
            "Mild aortic tortuosity.",
            "Severe aortic tortuosity.",
            "Mild mediastinal shift to the left.",
            "Severe mediastinal shift to the left.",
            "Mild elevation of the right hemidiaphragm.",
            "Severe elevation of the right hemidiaphragm.",
            "Small free air under the diaphragm.",
            "Large free air under the diaphragm.",
            "Small left diaphragmatic hernia.",
            "Large left diaphragmatic hernia.",
            "Small right upper lobe granuloma.",
            "Large right upper lobe granuloma.",
            "Left rib fracture.",
            "Four displaced left rib fractures.",
            "Mild right subcutaneous emphysema.",
            "Severe right subcutaneous emphysema.",
            "Mild pneumomediastinum.",
            "Severe pneumomediastinum.",
            "Mild low lung volumes.",
            "Severe low lung volumes.",
            "Mild bowel distention.",
            "Severe bowel distention.",
            "Mild left clavicle fracture.",
            "Severe left clavicle fracture.",
            "Mild degenerative changes of the spine.",
            "Severe degenerative changes of the spine.",
            "Mild compression fracture.",
            "Severe compression fracture.",
            "Mild aortic calcification.",
            "Severe aortic calcification.");

    /** Chosen as above. */
    private static final int[] RARER_PATIENTS = {
        900, 816, 825, 815, 868, 936, 818, 870, 818, 837, 898, 849, 950, 860, 873, 825, 923, 869, 860, 950, 921, 815,
        813, 885, 902, 902, 924
    };

    private static final int[] DEVICE_PATIENTS = {500, 821, 501, 803, 742, 731};

    private static final List<String> DEVICES = List.of(
            "Left-sided pacemaker.",
            "Endotracheal tube. Nasogastric tube. Right internal jugular catheter.",
            "Right PICC line. Tracheostomy tube.",
            "Left chest tube. Small left pneumothorax.",
            "Sternotomy wires. Prosthetic heart valve. Coronary bypass clips.",
            "Right port catheter. Spinal rods. Cholecystectomy clips.");

    private final PhantomGenerator phantom = new PhantomGenerator(new LexiconExtractor(Lexicon.builtIn()));

    private PhantomSamples() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        PhantomSamples samples = new PhantomSamples();
        samples.write(folder.resolve("phantom-normal.png"), samples.normal());
        samples.write(folder.resolve("phantom-findings.png"), samples.pairs(COMMON, PATIENTS));
        samples.write(folder.resolve("phantom-rarer.png"), samples.pairs(RARER, RARER_PATIENTS));
        samples.write(folder.resolve("phantom-devices.png"), samples.singles(DEVICES, DEVICE_PATIENTS));
    }

    private void write(Path file, List<ContactSheet.Tile> tiles) throws IOException {
        Files.write(file, ContactSheet.render(tiles, COLUMNS, TILE));
    }

    private List<ContactSheet.Tile> normal() {
        List<ContactSheet.Tile> tiles = new ArrayList<>();
        for (int seed = 100; seed < 112; seed++) {
            GeneratedImage film = draw("Normal chest.", seed);
            tiles.add(new ContactSheet.Tile(
                    film.pixels(),
                    film.settings().get("view") + ", " + film.settings().get("sex") + ", "
                            + film.settings().get("age")));
        }
        return tiles;
    }

    /** Two prompts a patient. */
    private List<ContactSheet.Tile> pairs(List<String> prompts, int[] patients) {
        List<ContactSheet.Tile> tiles = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            tiles.add(tile(prompts.get(i), patients[i / 2]));
        }
        return tiles;
    }

    private List<ContactSheet.Tile> singles(List<String> prompts, int[] patients) {
        List<ContactSheet.Tile> tiles = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            tiles.add(tile(prompts.get(i), patients[i]));
        }
        return tiles;
    }

    private ContactSheet.Tile tile(String prompt, long seed) {
        return new ContactSheet.Tile(draw(prompt, seed).pixels(), prompt);
    }

    private GeneratedImage draw(String prompt, long seed) {
        return phantom.generate(List.of(new ImageRequest(prompt, seed, DRAWN_AT)))
                .get(0);
    }
}
