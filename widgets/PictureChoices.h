// What the user chose for pictures and films that are saved: size, text, what is shown. Remembered from one time to the next. GUI thread.
#pragma once

#include "viewers/PictureLook.h"
#include "viewers/PictureSize.h"
#include "viewers/Scene.h"

#include <QSize>
#include <QString>
#include <QVariantMap>

#include <optional>
#include <vector>

namespace insula {

// Common sizes; of those without a height, it follows the views' proportions.
struct SizePreset {
    const char* id; // stable
    QString title;
    PictureSize size;
    double points; // height of text
};
// The first is the views as they are in the window: `pixels` device pixels, `ratio` of them a logical one.
std::vector<SizePreset> sizePresets(const QSize& pixels, double ratio);
inline constexpr const char* CustomSize = "custom";

struct PictureChoices {
    QString preset = QStringLiteral("window"); // or CustomSize
    PictureSize size;
    double points = 9.75; // of text
    bool keepsProportions = true;
    std::optional<Layout> view; // none: as the window
    PictureLook look; // all set

    int width() const { return size.pixelWidth(); }
    int height() const { return size.pixelHeight(); }
    double scale() const { return textScale(points, size.dpi); }
    // Whether a picture can be drawn so; otherwise a sentence that says why not.
    QString problem() const;
    void choose(const SizePreset& chosen, const QSize& pixels);
    // The same size in another unit.
    void setUnit(LengthUnit unit);
};

QVariantMap toMap(const PictureLook& look);
PictureLook lookFrom(const QVariantMap& map, const Scene& scene); // what is not in it is as the scene shows it

// As they were the last time; the first time, the views as they are.
PictureChoices rememberedPicture(const Scene& scene, const QSize& pixels, double ratio);
void rememberPicture(const PictureChoices& choices);

} // namespace insula
