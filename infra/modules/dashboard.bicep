metadata name = 'Dashboard'
metadata description = 'The static site of the dashboard. Public pages are not here: it hands on only what is below /api.'

@description('Required. The installation\'s token in names.')
param token string

@description('Required. Where it is managed: centralus, eastasia, eastus2, westeurope or westus2. What it serves is everywhere.')
param location string

@description('Required. Tags of every resource.')
param tags object

resource site 'Microsoft.Web/staticSites@2024-11-01' = {
  name: 'stapp-${token}'
  location: location
  tags: tags
  sku: {
    // Only this one can hand on to an app of one's own.
    name: 'Standard'
    tier: 'Standard'
  }
  properties: {
    allowConfigFileUpdates: true
    stagingEnvironmentPolicy: 'Disabled'
  }
}

@description('Name of the site.')
output name string = site.name

@description('Its own address.')
output url string = 'https://${site.properties.defaultHostname}'
