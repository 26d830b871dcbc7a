// The head phantom as images: a label map and what scanners of three kinds would make of it.
//
// Grids differ on purpose, as in a real folder: labels 1 mm RAS; T1w 1 mm oblique RAS (int16); T2w 1x1x2.5 mm oblique LAS (int16);
// CT 0.9x0.9x2 mm with a tilted gantry (uint16 with an offset, values are HU). T1w and T2w carry a smooth bias field and Rician noise
// (Gudbjartsson and Patz 1995), CT Gaussian noise; all blur at borders as voxels do (linear sampling of the 1 mm parts, averaged over
// the slice). World RAS+ mm. The same seed gives the same voxels on any number of threads. Thread: any, immutable.
#pragma once

#include "processing/core/Progress.h"
#include "processing/core/Volume.h"

#include <array>
#include <cstdint>
#include <vector>

namespace insula {

class HeadPhantom {
public:
    // threads 0: as many as the machine has. Throws Cancelled.
    explicit HeadPhantom(std::uint64_t seed, const Progress& progress = {}, int threads = 0);

    std::uint64_t seed() const { return m_seed; }
    int threads() const { return m_threads; }
    VolumePtr labels() const { return m_labels; }
    VolumePtr t1w() const;
    VolumePtr t2w() const;
    VolumePtr ct() const;
    World lesionCentre() const { return m_lesion; } // left hemisphere
    World capsuleCentre() const { return m_capsule; } // left temple

    // Signal of each tissue number.
    using Contrast = std::array<float, 256>;
    static Contrast t2StarContrast(); // of an echo-planar image
    // Linear mixture of the contrast's signals at a point; contrast[0] (air) outside.
    float signalAt(const World& p, const Contrast& contrast) const;
    // The signal in each voxel of `grid`: mean of `samples` points along each of its axes.
    std::vector<float> render(const Grid& grid, const Contrast& contrast, std::array<int, 3> samples) const;

private:
    VolumePtr magnitudeImage(
        const Grid& grid, const Contrast& contrast, std::array<int, 3> samples, double sigma, std::uint64_t stream) const;

    std::uint64_t m_seed;
    int m_threads;
    World m_lesion, m_capsule;
    VolumePtr m_labels;
    WorldToVoxel m_toVoxel;
    const std::uint8_t* m_tissues; // of m_labels
};

// A grid of `size` voxels centred at `centre`. Axis n runs along world axis n, backwards where directions[n] is -1, after turning by
// `degrees` about x, then y, then z.
Grid tiltedGrid(Size3 size, Vec3 spacingMm, World centre, Vec3 degrees, std::array<int, 3> directions);

} // namespace insula
