#include "sentences.h"

namespace smc::net {

namespace {

std::string withDetail(std::string sentence, std::string_view lead, std::string_view detail,
                       std::string_view tail = ".")
{
    if (!detail.empty())
        sentence.append(lead).append(detail).append(tail);
    return sentence;
}

} // namespace

std::string sentenceFor(Trouble trouble, std::string_view host, std::string_view detail)
{
    const std::string server = host.empty() ? std::string("the server") : std::string(host);
    switch (trouble) {
    case Trouble::None:
        return {};
    case Trouble::HostNotFound:
        return "There is no server called " + server + ", so nothing was sent.";
    case Trouble::Refused:
        return server + " answered that nothing listens there.";
    case Trouble::Unreachable:
        return withDetail("This computer can't reach " + server + ".", " The system says: ", detail);
    case Trouble::Dropped:
        return "The connection to " + server + " broke before the answer was complete.";
    case Trouble::TimedOut:
        return withDetail(server + " did not answer in time", " (", detail, ")") + ". It may be busy or still at work.";
    case Trouble::TlsUntrusted:
        return withDetail("The certificate of " + server +
                              " is signed by nobody this computer trusts, so nothing was sent.",
                          " Details: ", detail);
    case Trouble::TlsExpired:
        return withDetail("The certificate of " + server + " has expired or is not valid yet, so nothing was sent.",
                          " Details: ", detail);
    case Trouble::TlsHostMismatch:
        return withDetail("The certificate that came belongs to another server than " + server +
                              ", so nothing was sent.",
                          " Details: ", detail);
    case Trouble::TlsFailed:
        return withDetail("No secure connection to " + server + " could be made, so nothing was sent.",
                          " Details: ", detail);
    case Trouble::Proxy:
        return withDetail("The proxy " + server + " can't be used.", " Details: ", detail);
    case Trouble::ProxyLogin:
        return "The proxy " + server + " wants a user name and a password.";
    case Trouble::NotHttp:
        return withDetail("What " + server + " answered is not HTTP.", " Details: ", detail);
    case Trouble::RedirectElsewhere:
        return withDetail(server + " sends us on to another address", ": ", detail, "") +
               ". It was not followed, because the key must not go there.";
    case Trouble::TooManyRedirects:
        return server + " keeps sending us from one address to the next.";
    case Trouble::Cancelled:
        return "Cancelled. What had already been sent may still have been carried out by " + server + ".";
    case Trouble::PlainHttp:
        return "Nothing was sent: an http address would show the key to everyone on the way to " + server + ".";
    case Trouble::BadUrl:
        return withDetail("Nothing was sent: this is not an address that can be asked.", " Address: ", detail);
    case Trouble::BadHeader:
        return withDetail("Nothing was sent: a method or header holds characters that HTTP doesn't allow.",
                          " It is: ", detail);
    case Trouble::BadCaFile:
        return withDetail("Nothing was sent: the CA file can't be read or holds no certificate.", " File: ", detail);
    case Trouble::BadProxyUrl:
        return "Nothing was sent: the proxy's address is not usable.";
    case Trouble::Other:
        break;
    }
    return withDetail("The exchange with " + server + " failed.", " The system says: ", detail);
}

std::string adviceFor(Trouble trouble)
{
    switch (trouble) {
    case Trouble::None:
    case Trouble::Cancelled:
        return {};
    case Trouble::HostNotFound:
        return "Check the address for typing errors, and that this computer is online or on the company VPN.";
    case Trouble::Refused:
        return "Check the address and port, or try again when the service is up.";
    case Trouble::Unreachable:
        return "Check the network connection, the VPN and the firewall.";
    case Trouble::Dropped:
        return "Try again; if it keeps happening, send fewer events at once or ask the network administrator.";
    case Trouble::TimedOut:
        return "Try again later; if it keeps happening, send fewer events at once.";
    case Trouble::TlsUntrusted:
        return "If your company's network inspects traffic, add its CA file to the connection's settings.";
    case Trouble::TlsExpired:
        return "Check this computer's date and time, and tell whoever runs the server.";
    case Trouble::TlsHostMismatch:
        return "Check the address for typing errors.";
    case Trouble::TlsFailed:
        return "Check that the address and port are those of an https service.";
    case Trouble::Proxy:
        return "Check the proxy in the connection's settings, or choose to go without.";
    case Trouble::ProxyLogin:
        return "Leave the proxy in the connection's settings empty and name it, with user name and password, in the "
               "environment variable https_proxy: settings keep no passwords.";
    case Trouble::NotHttp:
        return "Check the address and the port.";
    case Trouble::RedirectElsewhere:
        return "If that address is right, enter it in the connection's settings.";
    case Trouble::TooManyRedirects:
        return "Check the address in the connection's settings.";
    case Trouble::PlainHttp:
        return "Use https; http is only for this computer itself.";
    case Trouble::BadUrl:
        return "Enter one that begins with https:// and holds no user name or password.";
    case Trouble::BadHeader:
        return "If it is the key or the secret, copy it again without line breaks.";
    case Trouble::BadCaFile:
        return "Choose a PEM file, or remove it from the connection's settings.";
    case Trouble::BadProxyUrl:
        return "Write it as http://host:port or socks5://host:port.";
    case Trouble::Other:
        break;
    }
    return "Try again.";
}

} // namespace smc::net
