// Reading and writing safetensors: named arrays of numbers behind a JSON header, and nothing that could run.
//
// A file is 8 bytes of header length (little endian), the header, then the arrays without holes. A file from outside is checked whole
// before anything is handed out: header length and JSON, duplicate names, types, shapes whose count overflows, ranges that leave the file,
// overlap, or leave holes. Voxel order: an array's last axis is the fastest. The file is memory-mapped.
// Errors: Error with one line that names the tensor. Thread: immutable after construction.
// Format: https://github.com/huggingface/safetensors (README, "Format").
#pragma once

#include "processing/core/MappedFile.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace insula {

struct Tensor {
    std::string name;
    std::string type; // "F32", "F16", "I64", ...: as the format names it
    std::vector<std::int64_t> shape; // empty for a single number
    std::span<const std::byte> bytes; // may be unaligned
};

std::string shapeText(std::span<const std::int64_t> shape); // "[15, 1, 3, 3, 3]"
// "F32" 4; 0 for a type that the format does not know.
std::size_t safetensorsTypeBytes(std::string_view type);

class Safetensors {
public:
    explicit Safetensors(const std::filesystem::path& file);

    const std::vector<Tensor>& tensors() const { return m_tensors; } // in the order in which they lie in the file
    const Tensor* find(std::string_view name) const; // null when absent
    const std::map<std::string, std::string>& metadata() const { return m_metadata; }
    // The numbers of an F32 tensor. Error when it is absent or of another type.
    std::vector<float> floats(std::string_view name) const;

private:
    MappedFile m_file;
    std::vector<Tensor> m_tensors;
    std::map<std::string, std::string> m_metadata;
};

// The same tensors and metadata give the same bytes, in whatever order they come: they are laid out by name. The target is the old
// file or the complete new one. Tensors' bytes must match shape and type (Error otherwise).
void writeSafetensors(
    const std::filesystem::path& file, std::vector<Tensor> tensors, const std::map<std::string, std::string>& metadata = {});

} // namespace insula
