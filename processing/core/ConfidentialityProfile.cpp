#include "processing/core/ConfidentialityProfile.h"

#include "processing/core/Hash.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace insula {
namespace {

// The table, attributes with the same action and options together. Options: u UIDs, d device, i institution, p patient, f dates,
// c descriptions. What only has "clean" options other than of descriptions has none here. After it: two dates of enhanced MR that later
// editions name.
constexpr std::string_view Table = R"(
Z : 00080050 00120021 00120050 0008009c 00402017 00402016 00100030 00100010 00100020 00200010 00080090 300a0615 300a0611 0040a088 3010001b
    00400513 00400562 300600a6 00400610 22000005 300e0008 00400555
Z i: 00120060 00120030 00120031
Z p: 00100040 00102203
Z c: 3010000f 30100017 3010007f 3010007b 30100081 300a067d 3010005c 30060026 3010005a 3010007a 22000002 00321060
Z d: 30100043 30080105
Z f: 30060008 00080020 00080030 00080022 00080032
Z u: 00081110
D : 00081070 00081072 00700084 00120020 00120010 00120040 00120042 00400512 00340002 00340001 00401101 0040a123 00340005 00400551 0040a075
    0040a073 0040a027 0040a730 00700001
D f: 0008002a 00189517 30080054 3010004d 3010004c 30080056 300a0006 300a0007 00080021 00080031 00189516 30060009 30080250 30080251 00080023
    00080033 00340007 003a0314 300a0741 300a0760 300a073a 0018936a 00189369 300a0736 00189074 00189151
D d: 00181000 00081010 0018700a 3010002d 00189371 00189367
D i: 00080082 00080080 00120081
D u: 00081111
D c: 00181400 00181030 30100056 00180010 001811bb 30100035 30100038 300a0742 300a0783 300a0619 300a0623 300a067c 300a0002 30100054 300a062a
    30060002 300a0608 30100077 300a0734 30100033 30100034
U : 04000100 0040a124
U u: 00081140 00082112 00209161 30100006 30100013 300a0013 3010006e 00080058 0070031a 00200052 00080014 00083010 00281214 00020003 003a0310
    0040a402 0040a171 00281199 300a0650 00701101 00701102 3010000b 300a0083 3010006f 30100031 30060024 00404023 0040a172 00081155 00041511
    300600c2 00001001 3010003b 0020000e 00080018 30100015 00400554 00880140 0020000d 00200200 00182042 0040db0d 0040db0c 00620021 00081195
    300a0609 300a0700 00209164
U ud: 00181002 0018100b
X u: 00001000
X f: 00380020 00380021 00080025 00080035 00404011 0016008d 00080015 001021d0 0040a192 0040a193 00080024 00080034 00400250 00404051 00400251
    00400244 00404050 00400245 00404052 00400004 00400005 00404008 00404010 00400002 00404005 00400003 00080201
X d: 00181007 00500020 00181008 00181005 0016004f 00160050 00160051 0016004e 00400241 00404030 00400242 00404028 00181004 00400011 00400001
    00404027 00400010 00404025 00321020 00321021 300a0216 00185011 300a00b2 0018100a 00181009 00189373
X i: 00080081 00081040 00081041
X p: 00102160 00101010 00101020 00101030 001021c0 001021a0
X c: 00184000 00189424 001021b0 00081084 00081080 300a00c3 300a00dd 00120072 00120051 00400310 00400280 300a02eb 0040051a 0018a003 0018937f
    00082111 0016004b 00380040 300a0016 30100037 30100036 300a0676 300a0196 300a0072 00209158 00084000 00204000 00402400 40080300 40080115
    4008010b 00500021 0016002b 00102000 0018937b 00102180 00104000 00400254 300a000e 30100061 300c0113 0040100a 00321030 00402001 00401002
    00321066 00321067 00400275 00321070 00401400 00189937 00189185 40084000 30060028 30060038 30060088 30060085 300a0004 300a0003 00400007
    0008103e 00380062 300a01b2 300a01a6 00400602 00400600 30060006 30060004 00324000 00081030 00384000
X : 00102110 00380500 00400012 00380050 00404035 0040a353 00380010 40000010 0040a078 00101081 0016004d 00120082 00120071 0008009d 0050001b
    00700086 00102150 0040a307 00380300 0040a07c fffcfffc fffafffa 4008011a 40080119 00160076 00160075 0016008c 00160088 00160087 0016008a
    00160089 00160084 00160083 00160086 00160085 0016008e 0016007b 00160081 00160080 00160072 00160071 00160074 00160073 00160082 0016007a
    0016008b 00160078 0016007d 0016007c 00160079 00160077 0016007f 0016007e 00160070 00404037 00404036 00880200 00284000 04000600 00101050
    00401011 40080111 4008010c 40080202 40080102 4008010a 00380011 00380014 00100021 00380061 00380064 04000404 00101090 00101080 04000550
    00203406 00203401 00081060 00401010 04000551 04000552 00402010 00402011 00402008 00402009 04000561 00101000 00101002 00101001 0040a07a
    00101040 00101005 00100032 00380400 00100050 00101060 00100101 00100102 001021f0 00102155 00102154 00401004 00400243 00400253 00081050
    00081052 00401102 00401104 00401103 00081048 00081049 00081062 40080114 04000402 00380004 00101100 00081120 04000403 00080092 00080094
    00080096 00102152 00401001 00401005 00321032 00321033 00102299 00102297 40080118 40080042 00404034 0038001e 00400006 0040000b 00400009
    00380060 004006fa 0040050a 00320012 0040a354 40004000 20300020 00880910 00880912 00880906 00880904 0040a352 0040a358
)";

struct Rule {
    ConfidentialityAction action = ConfidentialityAction::Remove;
    std::string_view options;
};

ConfidentialityAction actionOf(char letter)
{
    using enum ConfidentialityAction;
    return letter == 'Z' ? Empty : letter == 'D' ? Dummy : letter == 'U' ? NewUid : Remove;
}

std::map<std::uint32_t, Rule> readTable()
{
    std::map<std::uint32_t, Rule> rules;
    Rule rule;
    for (std::size_t at = Table.find_first_not_of(" \n"); at != std::string_view::npos;) {
        const std::size_t end = std::min(Table.find_first_of(" \n", at), Table.size());
        const std::string_view word = Table.substr(at, end - at);
        if (word.size() == 1 && word != ":")
            rule = {actionOf(word[0]), {}};
        else if (word.ends_with(':'))
            rule.options = word.substr(0, word.size() - 1);
        else {
            std::uint32_t tag = 0;
            std::from_chars(word.data(), word.data() + word.size(), tag, 16);
            rules[tag] = rule;
        }
        at = Table.find_first_not_of(" \n", end);
    }
    return rules;
}

bool isKept(std::string_view options, const RetainOptions& retain)
{
    const std::array<std::pair<char, bool>, 6> wanted{{{'u', retain.uids}, {'d', retain.device}, {'i', retain.institution},
        {'p', retain.patient}, {'f', retain.dates}, {'c', retain.descriptions}}};
    return std::ranges::any_of(wanted, [&](const auto& each) { return each.second && options.find(each.first) != std::string_view::npos; });
}

std::string bytesOfHex(const std::string& hex)
{
    std::string bytes;
    for (std::size_t n = 0; n + 1 < hex.size(); n += 2) {
        unsigned value = 0;
        std::from_chars(hex.data() + n, hex.data() + n + 2, value, 16);
        bytes += static_cast<char>(value);
    }
    return bytes;
}

std::string hmacSha256(std::string key, const std::string& text)
{
    constexpr std::size_t Block = 64;
    if (key.size() > Block)
        key = bytesOfHex(sha256(key));
    key.resize(Block, '\0');
    std::string inner, outer;
    for (const char c : key) {
        inner += static_cast<char>(c ^ 0x36);
        outer += static_cast<char>(c ^ 0x5c);
    }
    return bytesOfHex(sha256(outer + bytesOfHex(sha256(inner + text))));
}

// A whole number of any length, most significant byte first, in decimal.
std::string decimalOf(std::string bytes)
{
    std::string digits;
    while (!bytes.empty()) {
        unsigned rest = 0;
        for (char& byte : bytes) {
            const unsigned value = rest * 256 + static_cast<unsigned char>(byte);
            byte = static_cast<char>(value / 10);
            rest = value % 10;
        }
        digits += static_cast<char>('0' + rest);
        bytes.erase(0, std::min(bytes.find_first_not_of('\0'), bytes.size()));
    }
    std::ranges::reverse(digits);
    return digits;
}

} // namespace

std::string_view letters(ConfidentialityAction action)
{
    using enum ConfidentialityAction;
    return action == Keep ? "K" : action == Empty ? "Z" : action == Dummy ? "D" : action == NewUid ? "U" : "X";
}

ConfidentialityAction confidentialityAction(std::uint16_t group, std::uint16_t element, std::string_view vr, const RetainOptions& retain)
{
    using enum ConfidentialityAction;
    static const std::map<std::uint32_t, Rule> rules = readTable();
    const bool isGraphic = (group & 0xff00) == 0x5000 || ((group & 0xff00) == 0x6000 && (element == 0x3000 || element == 0x4000));
    if (group % 2 == 1 || isGraphic)
        return Remove;
    const auto found = rules.find(static_cast<std::uint32_t>(group) << 16 | element);
    if (found != rules.end())
        return isKept(found->second.options, retain) ? Keep : found->second.action;
    const bool isTime = vr == "DA" || vr == "TM" || vr == "DT";
    return isTime && !retain.dates ? Remove : Keep;
}

std::string dummyValue(std::string_view vr)
{
    static const std::map<std::string_view, std::string_view> values{{"DA", "19000101"}, {"TM", "000000"}, {"DT", "19000101000000"},
        {"PN", "Anonymous"}, {"DS", "0"}, {"IS", "0"}, {"AS", "000Y"}, {"CS", "REMOVED"}, {"AE", "REMOVED"}, {"LO", "REMOVED"},
        {"SH", "REMOVED"}, {"LT", "REMOVED"}, {"ST", "REMOVED"}, {"UT", "REMOVED"}, {"UC", "REMOVED"}};
    const auto found = values.find(vr);
    return found == values.end() ? std::string() : std::string(found->second);
}

std::string replacedUid(const std::string& uid, const std::string& key)
{
    if (uid.empty() || uid.starts_with("1.2.840.10008."))
        return uid;
    return "2.25." + decimalOf(hmacSha256(key, uid).substr(0, 16));
}

std::string deidentificationMethod(const RetainOptions& retain)
{
    std::string text = "Basic Application Confidentiality Profile";
    for (const auto& [isOn, name] :
        {std::pair{retain.uids, "UIDs"}, {retain.device, "device identity"}, {retain.institution, "institution identity"},
            {retain.patient, "patient characteristics"}, {retain.dates, "full dates"}, {retain.descriptions, "descriptions (not cleaned)"}})
        if (isOn)
            text += std::string("; retained: ") + name;
    return text;
}

} // namespace insula
