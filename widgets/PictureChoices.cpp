#include "widgets/PictureChoices.h"

#include "viewers/LayoutNames.h"
#include "viewers/Picture.h"
#include "widgets/SavePictureDialog.h"
#include "widgets/Settings.h"

#include <cmath>

namespace insula {
namespace {

constexpr double ScreenPoints = TextPixels * 72 / ScreenDpi; // text as high as in the window

double proportions(const QSize& pixels)
{
    return pixels.height() > 0 && pixels.width() > 0 ? static_cast<double>(pixels.height()) / pixels.width() : 0.75;
}

} // namespace

std::vector<SizePreset> sizePresets(const QSize& pixels, double ratio)
{
    const auto paper = [](double mm, double dpi) { return PictureSize{mm, 0, LengthUnit::Millimetres, dpi}; };
    return {{"window", SavePictureDialog::tr("As in the window"),
                {static_cast<double>(pixels.width()), static_cast<double>(pixels.height()), LengthUnit::Pixels, ScreenDpi * ratio},
                ScreenPoints},
        {"full-hd", SavePictureDialog::tr("Slide, 1920 x 1080 pixels"), {1920, 1080, LengthUnit::Pixels, ScreenDpi}, 14},
        {"a4", SavePictureDialog::tr("A4 width, 210 mm at 300 dpi"), paper(210, 300), 9},
        {"column-300", SavePictureDialog::tr("Journal column, 85 mm at 300 dpi"), paper(85, 300), 7},
        {"column-600", SavePictureDialog::tr("Journal column, 85 mm at 600 dpi"), paper(85, 600), 7}};
}

QString PictureChoices::problem() const
{
    const auto isFine = [](int side) { return side >= SmallestPictureSide && side <= LargestPictureSide; };
    if (!isFine(width()) || !isFine(height()))
        return SavePictureDialog::tr("A picture has 64 to 16384 pixels each way; choose another size or resolution.");
    if (!(scale() >= SmallestPictureScale && scale() <= LargestPictureScale))
        return SavePictureDialog::tr("The text would be too small or too large for this resolution.");
    return {};
}

void PictureChoices::choose(const SizePreset& chosen, const QSize& pixels)
{
    preset = QLatin1String(chosen.id);
    size = chosen.size;
    points = chosen.points;
    if (size.height == 0)
        size.height = std::round(size.width * proportions(pixels) * 10) / 10;
}

void PictureChoices::setUnit(LengthUnit unit)
{
    const double before = size.dotsPerUnit();
    size.unit = unit;
    const double factor = before / size.dotsPerUnit();
    const bool isWhole = unit == LengthUnit::Pixels;
    size.width = isWhole ? std::round(size.width * factor) : size.width * factor;
    size.height = isWhole ? std::round(size.height * factor) : size.height * factor;
}

QVariantMap toMap(const PictureLook& look)
{
    return {{QStringLiteral("letters"), look.letters}, {QStringLiteral("colour-bars"), look.colourBars.value_or(true)},
        {QStringLiteral("notice"), look.notice}, {QStringLiteral("notes"), look.notes},
        {QStringLiteral("crosshair"), look.crosshair.value_or(true)}, {QStringLiteral("scale-bar"), look.scaleBar.value_or(false)},
        {QStringLiteral("readout"), look.readout.value_or(true)}, {QStringLiteral("backdrop"), static_cast<int>(look.backdrop)}};
}

PictureLook lookFrom(const QVariantMap& map, const Scene& scene)
{
    const auto flag = [&map](const char* key, bool otherwise) { return map.value(QLatin1String(key), otherwise).toBool(); };
    PictureLook look;
    look.letters = flag("letters", true);
    look.notice = flag("notice", true);
    look.notes = flag("notes", true);
    look.crosshair = flag("crosshair", scene.isCrosshairVisible());
    look.scaleBar = flag("scale-bar", scene.isScaleBarVisible());
    look.readout = flag("readout", scene.isReadoutVisible());
    look.colourBars = flag("colour-bars", scene.isReadoutVisible());
    const int backdrop = map.value(QStringLiteral("backdrop")).toInt();
    look.backdrop
        = backdrop >= 0 && backdrop <= static_cast<int>(Backdrop::Transparent) ? static_cast<Backdrop>(backdrop) : Backdrop::Screen;
    return look;
}

PictureChoices rememberedPicture(const Scene& scene, const QSize& pixels, double ratio)
{
    const auto map = setting(Setting::Picture).toMap();
    PictureChoices choices;
    choices.look = lookFrom(map, scene);
    choices.view = layoutNamed(map.value(QStringLiteral("view")).toString().toStdString());
    choices.keepsProportions = map.value(QStringLiteral("keeps-proportions"), true).toBool();
    const auto presets = sizePresets(pixels, ratio);
    choices.choose(presets.front(), pixels);
    const auto preset = map.value(QStringLiteral("preset")).toString();
    for (const auto& each : presets)
        if (preset == QLatin1String(each.id))
            choices.choose(each, pixels);
    if (preset == QLatin1String(CustomSize)) {
        auto custom = choices;
        custom.preset = preset;
        custom.size = {map.value(QStringLiteral("width")).toDouble(), map.value(QStringLiteral("height")).toDouble(),
            static_cast<LengthUnit>(std::clamp(map.value(QStringLiteral("unit")).toInt(), 0, static_cast<int>(LengthUnit::Inches))),
            map.value(QStringLiteral("dpi")).toDouble()};
        custom.points = map.value(QStringLiteral("points")).toDouble();
        if (custom.problem().isEmpty()) // settings are a file that anyone may edit
            choices = custom;
    }
    return choices;
}

void rememberPicture(const PictureChoices& choices)
{
    auto map = toMap(choices.look);
    map[QStringLiteral("preset")] = choices.preset;
    map[QStringLiteral("width")] = choices.size.width;
    map[QStringLiteral("height")] = choices.size.height;
    map[QStringLiteral("unit")] = static_cast<int>(choices.size.unit);
    map[QStringLiteral("dpi")] = choices.size.dpi;
    map[QStringLiteral("points")] = choices.points;
    map[QStringLiteral("keeps-proportions")] = choices.keepsProportions;
    const auto name = choices.view ? nameOf(*choices.view) : std::string_view();
    map[QStringLiteral("view")] = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    setSetting(Setting::Picture, map);
}

} // namespace insula
