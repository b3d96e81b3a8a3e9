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

    private char letter() {
        return (char) ('A' + dice.between(0, 25));
    }

    /** A dark disc behind the letter. */
    private static void disc(GrayImage image, double x, double y, double radius) {
        int size = image.width();
        for (int j = Math.max(0, (int) (y - radius)); j < Math.min(size, y + radius); j++) {
            for (int i = Math.max(0, (int) (x - radius)); i < Math.min(size, x + radius); i++) {
                double dx = i + 0.5 - x;
                double dy = j + 0.5 - y;
                if (dx * dx + dy * dy < radius * radius) {
                    image.pixels()[j * size + i] = 6;
                }
            }
        }
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
            int y = (int) (size * down);
            if (dice.chance(0.2)) {
                disc(image, x + 2.5 * scale, y + 3.5 * scale, 5.5 * scale);
            }
            BitmapFont.draw(image, left ? "L" : "R", x, y, scale, (int) brightness);
            if (dice.chance(0.4)) { // whoever took the film signs it
                String initials = String.valueOf(new char[] {letter(), letter()});
                int small = Math.max(1, scale * 2 / 3);
                BitmapFont.draw(image, initials, x - 2 * small, y + 8 * scale, small, (int) (0.9 * brightness));
            }
        }
        if (labelled && !scene.acquisition.pa) {
            int small = Math.max(1, scale / 2);
            int x = (int) (size * (left ? 0.03 : 0.83));
            BitmapFont.draw(
                    image, dice.chance(0.3) ? "AP PORTABLE" : "PORTABLE", x, (int) (size * (down + 0.02)), small, (int)
                            brightness);
        }
    }
}
