// What the surfaces and the streamlines in the 3D view share: two actors of a thing, one to look at and one to move. In insula_volume_view.
#pragma once

#include "viewers/VolumePicture.h"

#include <vtkActor.h>
#include <vtkMapper.h>
#include <vtkPlane.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>
#include <vtkSmartPointer.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace insula {

// Look: what they were made for, with an opacity.
template <typename Look> struct ActorPair {
    Look look;
    vtkSmartPointer<vtkActor> fine, coarse; // the same when there is little to draw; fine is null once it was taken over
};

// Cuts what an actor shows.
inline void setClips(vtkActor& actor, const std::vector<ClipHalfSpace>& kept)
{
    vtkMapper* mapper = actor.GetMapper();
    mapper->RemoveAllClippingPlanes();
    for (const ClipHalfSpace& half : kept) {
        vtkNew<vtkPlane> plane; // keeps the side to which its normal points
        plane->SetOrigin(half.on.x, half.on.y, half.on.z);
        plane->SetNormal(half.inward[0], half.inward[1], half.inward[2]);
        mapper->AddClippingPlane(plane);
    }
}

template <typename Look> void showPair(const ActorPair<Look>& pair, bool coarse, const std::vector<ClipHalfSpace>& kept)
{
    for (vtkActor* actor : {pair.fine.Get(), pair.coarse.Get()}) {
        actor->GetProperty()->SetOpacity(pair.look.opacity);
        actor->SetVisibility(actor == (coarse ? pair.coarse.Get() : pair.fine.Get()));
        setClips(*actor, kept);
    }
}

// Those that were not taken over go.
template <typename Look> void replacePairs(std::vector<ActorPair<Look>>& shown, std::vector<ActorPair<Look>> next, vtkRenderer& renderer)
{
    for (const ActorPair<Look>& gone : shown) {
        if (gone.fine) {
            renderer.RemoveActor(gone.fine);
            renderer.RemoveActor(gone.coarse);
        }
    }
    shown = std::move(next);
}

template <typename Look> bool isAnyTranslucent(const std::vector<ActorPair<Look>>& shown)
{
    return std::ranges::any_of(shown, [](const ActorPair<Look>& each) { return each.look.opacity < 1; });
}

} // namespace insula
