package ai.medsyn.generator.images.phantom;

import ai.medsyn.imaging.BitmapFont;
import ai.medsyn.imaging.GrayImage;

/** The lead letter that names a side, and a bedside film's label. */
final class Marker {

    private final Scene scene;
    private final Dice dice;

    Marker(Scene scene, Dice dice) {
        this.scene = scene;
        this.dice = dice;
    }

    void draw(GrayImage image) {
        int size = scene.size;
        int scale = Math.max(1, (int) Math.round(size / 512.0 * dice.uniform(2, 3.4)));
        boolean left = dice.chance(0.65);
        double fromEdge = dice.uniform(0.05, 0.1);
        double down = dice.uniform(0.03, 0.2);
        double brightness = dice.uniform(210, 255);
        boolean marked = dice.chance(0.8);
        boolean labelled = dice.chance(0.4);
        if (marked) {
            int x = (int) (size * (left ? 1 - fromEdge : fromEdge)) - 3 * scale;
            BitmapFont.draw(image, left ? "L" : "R", x, (int) (size * down), scale, (int) brightness);
        }
        if (labelled && !scene.acquisition.pa) {
            int small = Math.max(1, scale / 2);
            int x = (int) (size * (left ? 0.03 : 0.83));
            BitmapFont.draw(image, "PORTABLE", x, (int) (size * (down + 0.02)), small, (int) brightness);
        }
    }
}
