// Goes through an XML document and tells a visitor where elements begin and end.
//
// Errors: Error for XML that is not well-formed, has another root, nests deeply, or declares entities (no format read here needs
// them, and they can grow without end); what the visitor throws stops the walk and is thrown on. Thread: any. Source: expat.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace insula {

using XmlAttributes = std::map<std::string, std::string>;

class XmlVisitor {
public:
    virtual ~XmlVisitor() = default;
    virtual void start(const std::string& name, XmlAttributes& attributes) = 0;
    // `text`: what stands between the last tag before and the element's end.
    virtual void end(const std::string& name, std::string& text) = 0;
};

// `root`: the name that the first element must have, also for messages.
void walkXml(std::string_view xml, const std::string& root, XmlVisitor& visitor);

} // namespace insula
