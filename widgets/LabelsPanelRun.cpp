// What the panel of label editing does to a whole label.
#include "processing/core/Error.h"
#include "widgets/LabelsPanel.h"
#include "widgets/SceneWidget.h"
#include "widgets/Workbench.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QInputDialog>

#include <algorithm>
#include <cmath>

namespace insula {

void LabelsPanel::run(Operation operation)
{
    const auto session = m_editing.current();
    if (!session)
        throw Error("there is no label map to edit: choose \"New label map on this image\" first");
    const auto label = m_editing.active();
    const auto name = m_editing.nameOf(label);
    const double amount = m_amount->value();
    const bool byVoxels = m_unit->currentIndex() == 1;
    const int layers = std::max(1, static_cast<int>(std::lround(amount)));
    const auto much = byVoxels ? tr("%n voxel(s)", nullptr, layers) : tr("%1 mm").arg(amount);
    const auto& scene = m_workbench.scene();
    const auto plane = m_views.activePlane();
    const auto n = scene.normalOf(plane);
    switch (operation) {
    case Operation::Grow:
        return m_editing.run(tr("grow %1 by %2").arg(name, much), [=](const LabelSource& source, const Progress& progress) {
            return byVoxels ? growLabelByVoxels(source, label, layers, progress) : growLabel(source, label, amount, progress);
        });
    case Operation::Shrink:
        return m_editing.run(tr("shrink %1 by %2").arg(name, much), [=](const LabelSource& source, const Progress& progress) {
            return byVoxels ? shrinkLabelByVoxels(source, label, layers, progress) : shrinkLabel(source, label, amount, progress);
        });
    case Operation::Smooth:
        return m_editing.run(tr("smooth %1").arg(name), [=](const LabelSource& source, const Progress& progress) {
            const auto spacing = source.grid.affine.spacing();
            const double mm = byVoxels ? amount * *std::min_element(spacing.begin(), spacing.end()) : amount;
            return smoothLabel(source, label, mm, progress);
        });
    case Operation::FillBetween: {
        int axis = 2;
        double steepest = -1;
        for (int a = 0; a < 3; ++a) {
            const auto c = session->map->grid().affine.column(a);
            const double cosine = std::abs(c[0] * n[0] + c[1] * n[1] + c[2] * n[2]) / std::hypot(c[0], c[1], c[2]);
            if (cosine > steepest) {
                steepest = cosine;
                axis = a;
            }
        }
        return m_editing.run(tr("fill %1 between slices").arg(name),
            [=](const LabelSource& source, const Progress& progress) { return fillBetweenSlices(source, label, axis, progress); });
    }
    case Operation::CopyUp:
    case Operation::CopyDown: {
        const int step = operation == Operation::CopyUp ? 1 : -1;
        const SlicePlane slice{scene.crosshair(), n};
        const double mm = step * scene.sliceStepMm(plane);
        m_editing.run(tr("copy %1 to the %2 slice").arg(name, step > 0 ? tr("next") : tr("previous")),
            [=](const LabelSource& source, const Progress&) { return copyToNextSlice(source, label, slice, step); });
        const auto& at = scene.crosshair();
        m_workbench.scene().setCrosshair({at.x + mm * n[0], at.y + mm * n[1], at.z + mm * n[2]});
        return;
    }
    case Operation::LargestPiece:
        return m_editing.run(tr("keep the largest piece of %1").arg(name),
            [=](const LabelSource& source, const Progress& progress) { return keepLargestPiece(source, label, progress); });
    case Operation::Replace: {
        QStringList names{tr("0 background")};
        std::vector<LabelNumber> numbers{0};
        for (const auto& [number, each] : session->map->table())
            if (number != label) {
                names << QStringLiteral("%1 %2").arg(number).arg(QString::fromStdString(each.name));
                numbers.push_back(static_cast<LabelNumber>(number));
            }
        bool isChosen = false;
        const auto to = QInputDialog::getItem(this, tr("Replace label"), tr("All of %1 becomes:").arg(name), names, 0, false, &isChosen);
        if (!isChosen)
            return;
        const auto number = numbers[static_cast<std::size_t>(names.indexOf(to))];
        m_editing.run(tr("replace %1 with %2").arg(name, m_editing.nameOf(number)),
            [=](const LabelSource& source, const Progress&) { return replaceLabel(source, label, number); });
        return;
    }
    }
}

} // namespace insula
