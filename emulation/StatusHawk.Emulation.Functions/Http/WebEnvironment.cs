using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace StatusHawk.Emulation.Functions.Http;

/// <summary>The environment that services of MVC ask for; there are no static files.</summary>
internal sealed class WebEnvironment(IHostEnvironment host) : IWebHostEnvironment
{
    public string WebRootPath { get; set; } = "";

    public IFileProvider WebRootFileProvider { get; set; } = new NullFileProvider();

    public string ApplicationName { get; set; } = host.ApplicationName;

    public string ContentRootPath { get; set; } = host.ContentRootPath;

    public IFileProvider ContentRootFileProvider { get; set; } = host.ContentRootFileProvider;

    public string EnvironmentName { get; set; } = host.EnvironmentName;
}
