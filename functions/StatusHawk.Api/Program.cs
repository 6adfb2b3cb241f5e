using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using StatusHawk.Api;

var builder = FunctionsApplication.CreateBuilder(args);
builder.UseStatusHawkApi();
builder.Build().Run();
