using Azure.Core;

namespace Azure.Communication.Email;

public class EmailClientOptions : ClientOptions;
