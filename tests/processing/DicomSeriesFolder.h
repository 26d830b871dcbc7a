// A folder of DICOM files that are made in code: slices one by one, Siemens mosaics, an enhanced multi-frame file; all of one oblique grid.
#pragma once

#include "processing/core/AtomicFile.h"
#include "tests/processing/DicomFiles.h"

#include <fmt/format.h>

#include <functional>
#include <string>
#include <vector>

namespace insula {

class DicomSeriesFolder {
public:
    std::filesystem::path path() const { return m_folder.path(); }

    void write(const std::string& name, const foreign::DicomElements& file) const { foreign::write(path() / (name + ".dcm"), file.file()); }

    static void place(foreign::DicomElements& file, const Vec3& position)
    {
        file.numbers(0x20, 0x32, {position[0], position[1], position[2]}).numbers(0x20, 0x37, foreign::ObliqueFrame().directions());
    }

    void addSlice(int number, int k, int t, const std::function<void(foreign::DicomElements&)>& change = {}) const
    {
        foreign::DicomElements file = foreign::mrImage(4, 3, foreign::sliceValues(4, 3, k, t), "1.2.3.4", number + 1);
        place(file, foreign::ObliqueFrame().at(0, 0, 3.0 * k));
        if (change)
            change(file);
        write(std::to_string(number), file);
    }

    void addMosaics(int frames, bool isReversed, const std::string& positive) const
    {
        const foreign::ObliqueFrame frame;
        for (int t = 0; t < frames; ++t) {
            std::vector<int> pixels(12 * 9, 0);
            for (int k = 0; k < 5; ++k)
                for (int j = 0; j < 3; ++j)
                    for (int i = 0; i < 4; ++i)
                        pixels[static_cast<std::size_t>((k / 3 * 3 + j) * 12 + k % 3 * 4 + i)] = foreign::voxelValue(i, j, k, t);
            foreign::DicomElements file = foreign::mrImage(12, 9, pixels, "1.2.3.6", t + 1);
            place(file, frame.at(-1.5 * (12 - 4) / 2, -2.0 * (9 - 3) / 2, 0)); // the corner of a picture as large as the mosaic
            const double sign = isReversed ? -1 : 1;
            file.raw(8, 8, "CS", "ORIGINAL\\PRIMARY\\M\\MOSAIC")
                .raw(8, 0x70, "LO", "SIEMENS")
                .numbers(0x18, 0x88, {3.3})
                .raw(0x18, 0x1312, "CS", "COL");
            file.raw(8, 0x32, "TM", fmt::format("1200{:02}.000000", 2 * t));
            file.raw(0x29, 0x10, "LO", "SIEMENS CSA HEADER")
                .raw(0x29, 0x1010, "OB",
                    foreign::csaHeader({{"NumberOfImagesInMosaic", {"5"}}, {"PhaseEncodingDirectionPositive", {positive}},
                        {"SliceNormalVector",
                            {fmt::format("{}", sign * frame.normal[0]), fmt::format("{}", sign * frame.normal[1]),
                                fmt::format("{}", sign * frame.normal[2])}},
                        {"BandwidthPerPixelPhaseEncode", {"20.0"}}, {"MosaicRefAcqTimes", {"1000", "0", "1200", "400", "1600"}}}));
            write(fmt::format("m{}", t), file);
        }
    }

    void addEnhanced(std::size_t leftOut = 0) const
    {
        const foreign::ObliqueFrame frame;
        std::vector<int> pixels;
        std::vector<foreign::DicomElements> frames;
        for (int component = 0; component < 2; ++component)
            for (int k = 0; k < 3; ++k)
                for (int t = 0; t < 2; ++t) {
                    const auto values = foreign::sliceValues(4, 3, k, t);
                    pixels.insert(pixels.end(), values.begin(), values.end());
                    const Vec3 at = frame.at(0, 0, 4.4 * k);
                    foreign::DicomElements each;
                    each.sequence(0x20, 0x9113, {foreign::DicomElements().numbers(0x20, 0x32, {at[0], at[1], at[2]})});
                    each.sequence(0x20, 0x9111, {foreign::DicomElements().ul(0x20, 0x9128, static_cast<unsigned>(t + 1))});
                    each.sequence(0x18, 0x9114, {foreign::DicomElements().fd(0x18, 0x9082, 35)});
                    each.sequence(0x18, 0x9226, {foreign::DicomElements().raw(8, 0x9208, "CS", component ? "PHASE" : "MAGNITUDE")});
                    each.sequence(0x28, 0x9145,
                        {foreign::DicomElements()
                                .numbers(0x28, 0x1052, {component ? -100.0 : 0})
                                .numbers(0x28, 0x1053, {component ? 0.5 : 2})});
                    frames.push_back(each);
                }
        frames.resize(frames.size() - leftOut);
        foreign::DicomElements shared;
        shared.sequence(0x20, 0x9116, {foreign::DicomElements().numbers(0x20, 0x37, frame.directions())});
        shared.sequence(0x28, 0x9110, {foreign::DicomElements().numbers(0x28, 0x30, {1.5, 1.25}).numbers(0x18, 0x50, {4})});
        shared.sequence(0x18, 0x9112, {foreign::DicomElements().numbers(0x18, 0x80, {1500}).numbers(0x18, 0x1314, {70})});
        shared.sequence(0x18, 0x9125, {foreign::DicomElements().raw(0x18, 0x1312, "CS", "COLUMN")});
        foreign::DicomElements file = foreign::mrImage(4, 3, pixels, "1.2.3.7", 1);
        file.raw(8, 0x70, "LO", "Philips Medical Systems").raw(8, 0x16, "UI", "1.2.840.10008.5.1.4.1.1.4.1").raw(0x28, 8, "IS", "12");
        write("enhanced", file.sequence(0x5200, 0x9229, {shared}).sequence(0x5200, 0x9230, frames));
    }

private:
    const ScratchFolder m_folder;
};

} // namespace insula
