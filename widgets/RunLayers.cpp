#include "widgets/RunLayers.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <set>

namespace insula {

const Layer* runLayer(const Scene& scene)
{
    if (scene.selectedLayer() != NoLayer && scene.layer(scene.selectedLayer()).volume->frames() > 1)
        return &scene.layer(scene.selectedLayer());
    const auto& layers = scene.layers();
    const auto found = std::find_if(layers.rbegin(), layers.rend(), [](const Layer& each) { return each.volume->frames() > 1; });
    return found == layers.rend() ? nullptr : &*found;
}

const Layer* labelLayer(const Scene& scene)
{
    if (scene.selectedLayer() != NoLayer && scene.layer(scene.selectedLayer()).isLabels())
        return &scene.layer(scene.selectedLayer());
    const auto& layers = scene.layers();
    const auto found
        = std::find_if(layers.rbegin(), layers.rend(), [](const Layer& each) { return each.isLabels() && each.display.visible; });
    return found == layers.rend() ? nullptr : &*found;
}

QString regionName(const Layer& labels, double label)
{
    const auto& table = labels.volume->labels();
    const auto found = table.find(std::llround(label));
    return found != table.end()
        ? QString::fromStdString(found->second.name)
        : QCoreApplication::translate("RunLayers", "%1: label %2").arg(QString::fromStdString(labels.name)).arg(label);
}

std::vector<double> regionsOf(const Volume& labels)
{
    std::set<double> found;
    double last = 0;
    for (const float value : labels.frameAsFloat()) {
        if (value != last && value != 0 && std::isfinite(value))
            found.insert(value);
        last = value;
    }
    return {found.begin(), found.end()};
}

} // namespace insula
